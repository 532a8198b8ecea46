package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Distinguishes the refusal of one request from the refusal of the operator's access as a whole. Otherwise a missing
 * scope would close every order as failed for good (contract, section 10).
 */
final class AccessCheck {
    private final Function<Map<String, String>, ? extends CompletionStage<?>> bareStatus;
    private final ClientListener listener;
    /** The number of writes refused since the last accepted one. */
    private final AtomicInteger writesForbidden = new AtomicInteger();

    /**
     * Creates the check of one client.
     *
     * @param bareStatus requests the status with nothing but the reseller's id
     * @param listener receives the surprise of an access without the right
     */
    AccessCheck(Function<Map<String, String>, ? extends CompletionStage<?>> bareStatus, ClientListener listener) {
        this.bareStatus = bareStatus;
        this.listener = listener;
    }

    /** Resets the count of refused writes. */
    void writeAccepted() {
        writesForbidden.set(0);
    }

    /** Gives the failure itself, or one that names the access as its cause. */
    CompletionStage<KdpException> judge(Call call, KdpException failure, Map<String, String> authorization) {
        if (failure instanceof RefusedException refusal && refusal.condition().isOfAccess()) {
            return CompletableFuture.completedFuture(
                    locally(call, "the access is restricted, or its token is asked for with wrong settings", failure));
        }
        if (failure.httpStatus() != HttpURLConnection.HTTP_FORBIDDEN) {
            return CompletableFuture.completedFuture(failure);
        }
        boolean write = call.operation().isWrite();
        boolean onlyRefused = write && writesForbidden.incrementAndGet() > 1;
        return probe(authorization).thenApply(probed -> forbidden(call, failure, probed, onlyRefused));
    }

    /**
     * Returns what the refusal means.
     *
     * @param probed the HTTP status of the bare status; 0 if it was not answered
     * @param onlyRefused whether every write was refused lately
     */
    private KdpException forbidden(Call call, KdpException failure, int probed, boolean onlyRefused) {
        if (probed == HttpURLConnection.HTTP_FORBIDDEN || onlyRefused) {
            listener.surprise(
                    Assumption.FORBIDDEN,
                    probed == HttpURLConnection.HTTP_FORBIDDEN
                            ? "403 for the bare status too"
                            : "403 for one write after the other");
            return locally(
                    call,
                    "the access does not open it, and lacks a scope or a right: see OAuthTokenSource.withScope, or"
                            + " resellers[].gen2.auth.scope, and the app's registration",
                    failure);
        }
        boolean answered = probed >= 200 && probed < 500 && probed != HttpURLConnection.HTTP_UNAUTHORIZED;
        return answered
                ? failure
                : new UnreachableException(
                        call.toString(),
                        "it was answered with 403, and the bare status that would tell why got no answer",
                        failure,
                        false);
    }

    /** Gives the HTTP status of the answer; 0 if there was none. */
    private CompletionStage<Integer> probe(Map<String, String> authorization) {
        CompletionStage<Integer> answered =
                Stages.begin(() -> bareStatus.apply(authorization).thenApply(any -> HttpURLConnection.HTTP_OK));
        return Stages.recover(answered, e -> CompletableFuture.completedFuture(e.httpStatus()));
    }

    private static RefusedLocallyException locally(Call call, String why, KdpException failure) {
        return new RefusedLocallyException(
                call.toString(), Reason.CREDENTIALS, why + ": " + failure.getMessage(), failure);
    }
}
