package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Duration;

/**
 * What a caller of generation 1 is told when the program did not do what was asked.
 *
 * <p>What the service says of the request is passed on. What concerns only the way between bridge and service (a
 * refused token, a limit, silence) becomes a status from 500 up, because callers give up below it and repeat above
 * (observed): 503 if nothing was done, 502 if nobody knows.
 */
record TroubleMapping(ErrorCatalogue errors) {
    /** The advice for who was turned away. */
    static final String NOTHING_DONE = "; nothing was done: send it again later";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;

    /** An HTTP status and what is said with it. */
    record Verdict(int status, ServiceError error) {}

    /** Returns when a caller should come back, in seconds: what the service asks for, or 5. */
    static String retryAfter(KdpException e) {
        return String.valueOf(e.retryAfter().orElse(RETRY_AFTER).toSeconds());
    }

    /** Returns when a caller should come back whom the transport turns away, in seconds. */
    static String soon() {
        return String.valueOf(RETRY_AFTER.toSeconds());
    }

    Verdict verdict(KdpException e) {
        if (e instanceof RefusedException refusal && speaksOfTheRequest(refusal)) {
            return passedOn(refusal);
        }
        if (e instanceof RefusedLocallyException held && held.reason() == Reason.INVALID_REQUEST) {
            return new Verdict(
                    errors.httpStatus(Condition.RESOURCE_INVALID_PARAM),
                    error(Condition.RESOURCE_INVALID_PARAM, held.getMessage()));
        }
        boolean unclear = e instanceof AnswerNotUnderstoodException && !asksForAPause(e);
        int status = e.mayHaveTakenEffect() || unclear ? 502 : 503;
        String advice = e.mayHaveTakenEffect()
                ? "; whether it was carried out is not known: ask for the status of the transaction"
                : NOTHING_DONE;
        return new Verdict(status, error(Condition.INTERNAL_SERVER_ERROR, e.getMessage() + advice));
    }

    /** Who is asked to come back later was turned away, also if a proxy says so with a page of its own. */
    private static boolean asksForAPause(KdpException e) {
        return e.httpStatus() == TOO_MANY_REQUESTS || e.retryAfter().isPresent();
    }

    /** A 401 or a 429 speaks of the bridge's own token and pace; a redirect of nothing that we know. */
    private static boolean speaksOfTheRequest(RefusedException e) {
        boolean ours = e.httpStatus() == 401
                || e.condition() == Condition.ACCESS_TOKEN_BAD_REQUEST
                || e.httpStatus() == TOO_MANY_REQUESTS;
        boolean redirect = e.httpStatus() >= 300 && e.httpStatus() < 400;
        return !ours && (!redirect || e.condition() != Condition.UNKNOWN);
    }

    private Verdict passedOn(RefusedException e) {
        int status = e.condition() == Condition.UNKNOWN || e.httpStatus() >= 500
                ? e.httpStatus()
                : errors.httpStatus(e.condition());
        return new Verdict(status, e.error());
    }

    private ServiceError error(Condition condition, String data) {
        return new ServiceError(condition, errors.code(Generation.GEN1, condition), condition.name(), data);
    }
}
