package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorCatalogue.Agreement;
import io.github.kdpbridge.core.error.ErrorCatalogue.Reading;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.MaskedText;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the codes and names of one answer. The name decides over the number, but never turns an error into a success or
 * vice versa: that is a contradiction.
 */
final class Verdicts {
    private static final int LONGEST_SHOWN = 64;
    /** A page of the vendor's shortens the codes of expired and of invalid tokens to these six digits (documented). */
    private static final String SHORT_TOKEN_CODE = "403225";

    private final ErrorCatalogue errors;
    private final Surprises surprises;
    private final String successCode;
    /** A misprint is reported once an answer, however many devices have it. */
    private final Set<String> told = new HashSet<>();

    private @Nullable String lastCode;
    private @Nullable String lastMessage;
    private @Nullable String lastData;
    private Verdict last = Verdict.NONE;

    Verdicts(ErrorCatalogue errors, Surprises surprises) {
        this.errors = errors;
        this.surprises = surprises;
        this.successCode = errors.code(Generation.GEN2, Condition.SUCCESS);
    }

    /**
     * Takes code, message and data from the fields of an answer with status 200.
     *
     * @throws RuntimeException if they contradict each other, or the code is neither text nor number
     */
    Verdict take(JsonFields fields) {
        Verdict verdict = read(200, fields.code("code"), fields.any("message"), fields.any("data"));
        if (verdict.kind() == Verdict.Kind.CONTRADICTION) {
            throw fields.misfit(" has a code and a message that contradict each other, or a message without a code");
        }
        return verdict;
    }

    /**
     * Returns the meaning of code, name and text in an answer of this HTTP status; cached, because many devices of a
     * status are alike.
     */
    Verdict read(int httpStatus, @Nullable String code, @Nullable String message, @Nullable String data) {
        boolean same = Objects.equals(code, lastCode)
                && Objects.equals(message, lastMessage)
                && Objects.equals(data, lastData);
        if (!same) {
            last = judge(httpStatus, code, message, data);
            lastCode = code;
            lastMessage = message;
            lastData = data;
        }
        return last;
    }

    private Verdict judge(int httpStatus, @Nullable String code, @Nullable String message, @Nullable String data) {
        boolean named = message != null && !message.isBlank();
        if (code == null) {
            return named ? judge(errors.read(httpStatus, "", message, data)) : Verdict.NONE;
        }
        Reading reading = errors.read(httpStatus, code, named ? message : null, data);
        tell(reading);
        boolean success = reading.error().condition() == Condition.SUCCESS;
        if (success || code.equals(successCode)) {
            return success && code.equals(successCode) ? Verdict.SUCCESS : Verdict.CONTRADICTION;
        }
        return Verdict.of(code.equals(SHORT_TOKEN_CODE) ? expired(reading.error()) : reading.error());
    }

    /** Judges a name without a code. */
    private Verdict judge(Reading reading) {
        ServiceError error = reading.error();
        Condition condition = error.condition();
        if (condition == Condition.SUCCESS) {
            return Verdict.SUCCESS;
        }
        if (condition == Condition.UNKNOWN) {
            return Verdict.CONTRADICTION;
        }
        String code = errors.code(Generation.GEN2, condition);
        surprises.seen(Assumption.ERROR_NAMES, "no code, " + shown(error.message()));
        return Verdict.of(new ServiceError(condition, code, error.message(), error.data()));
    }

    private static ServiceError expired(ServiceError error) {
        return error.condition() == Condition.UNKNOWN
                ? new ServiceError(Condition.ACCESS_TOKEN_EXPIRED, error.code(), error.message(), error.data())
                : error;
    }

    private void tell(Reading reading) {
        if (reading.agreement() == Agreement.AGREED) {
            return;
        }
        String code = reading.error().code();
        String name = reading.error().message();
        if (told.add(code + " " + name)) {
            surprises.seen(Assumption.ERROR_NAMES, "code " + shown(code) + (name.isEmpty() ? "" : ", " + shown(name)));
        }
    }

    /** A code may be long and may hold an identifier, so it is masked and shortened. */
    private static String shown(String text) {
        return MaskedText.beginning(text, LONGEST_SHOWN);
    }
}
