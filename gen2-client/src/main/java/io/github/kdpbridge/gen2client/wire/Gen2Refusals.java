package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Refusals;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;

/**
 * The refusals of generation 2: its own form, in which each value may be in an array (documented), or that of OAuth 2.0 (RFC
 * 6749, section 5.2).
 *
 * @param oauth whether a refusal may have the form of OAuth 2.0
 * @param errors the catalogue of its codes
 * @param surprises receives contradicted assumptions
 */
record Gen2Refusals(boolean oauth, ErrorCatalogue errors, Surprises surprises) implements Refusals {
    private static final FieldNames FIELDS =
            FieldNames.of("errorId", "code", "message", "data", "error", "error_description");
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public FieldNames fields() {
        return FIELDS;
    }

    @Override
    public KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt) {
        String errorId = body.any("errorId");
        String code = body.code("code");
        String message = body.any("message");
        String data = body.any("data");
        String error = body.any("error");
        String description = body.any("error_description");
        if (oauth && code == null && error != null) {
            return exchange.refused(answer, new ServiceError(Condition.UNKNOWN, error, "", description), null);
        }
        Verdict verdict = new Verdicts(errors, surprises).read(answer.status(), code, message, data);
        ServiceError said = verdict.error();
        if (said != null) {
            return exchange.refused(answer, said, errorId);
        }
        if (code == null) {
            return exchange.notUnderstood(answer, "the body has no error code: " + excerpt, null);
        }
        return new AnswerNotUnderstoodException(
                exchange.operation(),
                answer,
                "it is an error with the code of success: " + excerpt,
                null,
                exchange.writes());
    }

    @Override
    public void seen(KdpException failure, boolean writes) {
        int status = failure.httpStatus();
        Condition condition = failure instanceof RefusedException refusal ? refusal.condition() : Condition.UNKNOWN;
        if (status == UNPROCESSABLE && failure instanceof AnswerNotUnderstoodException) {
            surprises.seen(Assumption.RATE, "HTTP 422 without a code");
        }
        if (status == TOO_MANY_REQUESTS) {
            surprises.seen(Assumption.RATE, "HTTP 429");
        }
        if (status == TOO_LARGE) {
            surprises.seen(Assumption.DEVICE_LIMIT, "HTTP 413");
        } else if (condition == Condition.DEVICE_COUNT_EXCEEDED) {
            surprises.seen(Assumption.DEVICE_LIMIT, "40000003 DEVICE_COUNT_EXCEEDED");
        } else if (writes && condition == Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND) {
            surprises.seen(Assumption.DELETE_ERROR_LEVEL, "40000044 in a refusal with HTTP " + status);
        } else if (writes && condition == Condition.RESOURCE_DUPLICATE_PARAM) {
            surprises.seen(Assumption.REPEATED_DEVICES, "40000001 RESOURCE_DUPLICATE_PARAM");
        }
    }
}
