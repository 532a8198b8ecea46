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
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * Maps failures to answers of generation 1.
 *
 * <p>A refusal of the request itself is passed on. A failure between bridge and service (a refused token, a limit,
 * silence) becomes a status from 500 up, because callers give up below it and retry above (observed): 503 if nothing
 * was done, 502 if that is unknown or the answer makes no sense.
 */
record TroubleMapping(ErrorCatalogue errors) {
    /** The advice after a request that was not carried out. */
    static final String NOTHING_DONE = "; nothing was done: send it again later";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    record Verdict(int status, ServiceError error) {}

    /** Returns the Retry-After in seconds: the service's own, or 5. */
    static String retryAfter(KdpException e) {
        return String.valueOf(e.retryAfter().orElse(RETRY_AFTER).toSeconds());
    }

    /** Returns the Retry-After in seconds for a request that the transport refuses. */
    static String soon() {
        return String.valueOf(RETRY_AFTER.toSeconds());
    }

    /**
     * Returns the answer to a failure.
     *
     * @param names the names in the caller's request
     */
    Verdict verdict(KdpException e, Gen1Names names) {
        if (e instanceof RefusedException refusal && speaksOfTheRequest(refusal)) {
            ServiceError error = names.inGen1(refusal.error(), errors);
            return isSuccess(error) ? trouble(e, 502) : new Verdict(status(refusal, error), error);
        }
        if (e instanceof RefusedLocallyException held && held.reason() == Reason.INVALID_REQUEST) {
            return new Verdict(
                    errors.httpStatus(Generation.GEN1, Condition.RESOURCE_INVALID_PARAM),
                    error(Condition.RESOURCE_INVALID_PARAM, held.getMessage()));
        }
        boolean unclear = e instanceof AnswerNotUnderstoodException && !asksForAPause(e);
        return trouble(e, e.mayHaveTakenEffect() || unclear ? 502 : 503);
    }

    private Verdict trouble(KdpException e, int status) {
        String advice = e.mayHaveTakenEffect()
                ? "; whether it was carried out is not known: ask for the status of the transaction"
                : NOTHING_DONE;
        return new Verdict(status, error(Condition.INTERNAL_SERVER_ERROR, e.getMessage() + advice));
    }

    /** An answer that requests a pause refused the request, even if it is a proxy's own page. */
    private static boolean asksForAPause(KdpException e) {
        return isOfTheBridge(e)
                || e.httpStatus() == HttpURLConnection.HTTP_UNAVAILABLE
                || e.retryAfter().isPresent();
    }

    /** Token and rate are the bridge's own (documented, assumed); callers cannot change them. */
    private static boolean isOfTheBridge(KdpException e) {
        return e.httpStatus() == HttpURLConnection.HTTP_UNAUTHORIZED || e.isOfTheMoment();
    }

    /** Token, rate and the operator's access are the bridge's own, and an unknown redirect is not about the request. */
    private static boolean speaksOfTheRequest(RefusedException e) {
        boolean ours =
                isOfTheBridge(e) || e.condition().isOfToken() || e.condition().isOfAccess();
        boolean redirect = e.httpStatus() >= 300 && e.httpStatus() < 400;
        return !ours && (!redirect || e.condition() != Condition.UNKNOWN);
    }

    /** A refusal with the code of success is contradictory; no caller may take it for a success. */
    private boolean isSuccess(ServiceError error) {
        return error.condition() == Condition.SUCCESS
                || error.code().equals(errors.code(Generation.GEN1, Condition.SUCCESS));
    }

    private int status(RefusedException refusal, ServiceError error) {
        return error.condition() == Condition.UNKNOWN || refusal.httpStatus() >= 500
                ? refusal.httpStatus()
                : errors.httpStatus(Generation.GEN1, error.condition());
    }

    ServiceError error(Condition condition, String data) {
        return new ServiceError(
                condition, errors.code(Generation.GEN1, condition), errors.name(Generation.GEN1, condition), data);
    }
}
