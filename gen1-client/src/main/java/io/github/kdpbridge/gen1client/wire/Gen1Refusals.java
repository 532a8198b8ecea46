package io.github.kdpbridge.gen1client.wire;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Refusals;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;

/**
 * The refusals of generation 1 (documented, contract section 4).
 *
 * @param errors the catalogue of its codes
 */
public record Gen1Refusals(ErrorCatalogue errors) implements Refusals {
    private static final FieldNames FIELDS = FieldNames.of(Gen1Field.CODE, Gen1Field.MESSAGE, Gen1Field.DATA);

    @Override
    public FieldNames fields() {
        return FIELDS;
    }

    @Override
    public KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt) {
        Verdict verdict = new Gen1Verdicts(errors).take(ErrorLevel.REQUEST, answer.status(), body);
        ServiceError error = verdict.error();
        if (error != null) {
            return exchange.refused(answer, error, null);
        }
        return verdict.kind() == Verdict.Kind.SUCCESS
                ? new AnswerNotUnderstoodException(
                        exchange.operation(),
                        answer,
                        "it is an error with the code of success: " + excerpt,
                        null,
                        exchange.writes())
                : exchange.notUnderstood(answer, "the body has no error code: " + excerpt, null);
    }
}
