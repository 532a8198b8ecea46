package io.github.kdpbridge.core;

import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.KdpException;
import java.util.concurrent.CompletionStage;

/**
 * The Knox Deployment Program for one reseller, independent of HTTP, JSON and generation: the port of the project.
 *
 * <p>A client of a service implements {@link #send}, a decorator wraps it, and an entrance for callers is given a
 * program. {@link #upload}, {@link #status(StatusRequest)} and so on are blocking defaults over {@code send}. Uploads
 * and deletions are asynchronous at the service: a {@link Receipt} confirms that it accepted the work, and
 * {@link #status(StatusRequest)} gives the outcome of each device.
 *
 * <p>Implementations are safe for use by many threads. A failed request throws a {@link KdpException};
 * {@link KdpException#mayHaveTakenEffect()} says whether it may have had an effect nevertheless.
 */
public interface DeploymentProgram extends DeploymentReads {
    /**
     * Carries out a request. If the calling thread waits for the answer anyway, as in the blocking methods of this
     * interface, an implementation may block; otherwise the call returns before the answer. Dependent stages run on the
     * implementation's thread, so they must not block.
     *
     * <p>An implementation that holds the calling thread until another program has answered uses the words of that program:
     * to join its stage there would wait for work that is left to the calling thread itself.
     *
     * @param <A> the answer
     * @return the answer; fails with a {@link KdpException} if the service did not give it, and with an
     *     {@link UnsupportedOperationException} if the program does not offer the operation
     */
    <A> CompletionStage<A> send(Request<A> request);

    /** Carries out a request that changes nothing; the same as {@link #send}. */
    @Override
    default <A> CompletionStage<A> read(ReadRequest<A> request) {
        return send(request);
    }

    /** Returns whether this program records writes, so that it knows their devices and answers a repeat itself. */
    default boolean remembersWrites() {
        return false;
    }

    /**
     * Registers devices with a customer.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt upload(UploadRequest request) {
        return waitFor(request);
    }

    /**
     * Removes devices from a customer's account.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt delete(DeleteRequest request) {
        return waitFor(request);
    }

    /**
     * Removes the devices that an earlier upload registered.
     *
     * @throws KdpException if there is no such upload, or the service did not give a receipt
     */
    default Receipt remove(RemovalRequest request) {
        return waitFor(request);
    }

    /**
     * Carries out a write of any kind.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt write(WriteRequest request) {
        return waitFor(request);
    }

    private Receipt waitFor(WriteRequest request) {
        return Waiting.on(request.label(), true, () -> send(request));
    }
}
