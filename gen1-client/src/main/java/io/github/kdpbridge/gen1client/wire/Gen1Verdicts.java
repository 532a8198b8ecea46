package io.github.kdpbridge.gen1client.wire;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads the codes and names of generation 1. The name decides over the number, but never turns an error into a success or
 * vice versa: that is a contradiction.
 */
record Gen1Verdicts(ErrorCatalogue errors) {
    /**
     * Takes code, message and data from the fields of an answer with status 200.
     *
     * @param level whether they are about the request or one device
     * @throws RuntimeException if they contradict each other, or the code is neither text nor number
     */
    Verdict take(ErrorLevel level, JsonFields fields) {
        Verdict verdict = take(level, HttpURLConnection.HTTP_OK, fields);
        if (verdict.kind() == Verdict.Kind.CONTRADICTION) {
            throw fields.misfit(" has a code and a message that contradict each other, or a message without a code");
        }
        return verdict;
    }

    /** Takes code, message and data from the fields of a refusal. */
    Verdict take(ErrorLevel level, int httpStatus, JsonFields fields) {
        String code = fields.code(Gen1Field.CODE);
        String message = fields.any(Gen1Field.MESSAGE);
        String data = fields.any(Gen1Field.DATA);
        if (code == null) {
            return message == null || message.isBlank() ? Verdict.NONE : named(level, httpStatus, message, data);
        }
        ServiceError error =
                errors.readGen1(level, httpStatus, code, message, data).error();
        boolean successByName = error.condition() == Condition.SUCCESS;
        boolean successByCode = code.equals(errors.code(Generation.GEN1, Condition.SUCCESS));
        if (successByName || successByCode) {
            return successByName && successByCode ? Verdict.SUCCESS : Verdict.CONTRADICTION;
        }
        return Verdict.of(error);
    }

    /** Judges a name without a code; a success has one (observed). */
    private Verdict named(ErrorLevel level, int httpStatus, String message, @Nullable String data) {
        ServiceError error =
                errors.readGen1(level, httpStatus, "", message, data).error();
        Condition condition = error.condition();
        return condition == Condition.UNKNOWN || condition == Condition.SUCCESS
                ? Verdict.CONTRADICTION
                : Verdict.of(new ServiceError(
                        condition, errors.code(Generation.GEN1, condition), error.message(), error.data()));
    }
}
