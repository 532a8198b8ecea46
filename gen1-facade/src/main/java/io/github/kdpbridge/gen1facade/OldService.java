package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The old service, to which requests are passed on as they came, for customers that have not moved. Safe for use by many
 * threads.
 */
public interface OldService {
    /**
     * An answer of the old service.
     *
     * @param <A> the kind of answer
     * @param response the answer as it came, for the caller
     * @param meaning its meaning; null if it is a failure
     * @param failure the refusal or the trouble that it tells of; null if it tells of none
     */
    record Answer<A>(
            Gen1Response response,
            @Nullable A meaning,
            @Nullable KdpException failure) {}

    /**
     * Checks a request before anything is done with it. By default, every one is good.
     *
     * @throws KdpException if the old service has sent it itself: as a write, it would wait for its own end
     */
    default void check(Gen1Request request) {}

    /**
     * Passes a write on, once.
     *
     * @param write its meaning
     * @param request the caller's request
     * @return fails with a {@link KdpException} if there is no whole answer
     */
    CompletionStage<Answer<Receipt>> write(WriteRequest write, Gen1Request request);

    /**
     * Passes a question on.
     *
     * @param question its meaning
     * @param request the caller's request
     * @return fails with a {@link KdpException} if there is no whole answer
     */
    <A> CompletionStage<Answer<A>> read(ReadRequest<A> question, Gen1Request request);

    /**
     * Passes a request on that the bridge cannot read or would refuse.
     *
     * @return the answer; fails with a {@link KdpException} if there is no whole one
     */
    CompletionStage<Gen1Response> unread(Gen1Request request);

    /**
     * Returns whether it still serves every customer of the account, so that a request without a meaning can be passed on.
     */
    boolean servesAll();

    /**
     * Returns whether a write without a meaning may be passed on now; by default, while the service {@linkplain #servesAll
     * serves all}. The write is in no ledger, so an implementation keeps customers from moving while it may arrive.
     *
     * @return the answer; fails with a {@link KdpException} if that is not known, and then nothing is passed on
     */
    default CompletionStage<Boolean> takesUnread() {
        return CompletableFuture.completedFuture(servesAll());
    }
}
