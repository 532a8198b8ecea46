package io.github.kdpbridge.core;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Waits for an answer on the caller's thread. */
final class Waiting {
    private Waiting() {}

    /**
     * Has a program carry out a request, and waits for the answer.
     *
     * @throws KdpException if there is none, or the thread is interrupted while it waits
     */
    static <A> A on(Request<A> request, DeploymentProgram program) {
        try {
            return program.send(request).toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            Throwables.throwIfUnchecked(cause);
            throw unknown(request, "it failed", cause);
        } catch (CancellationException e) {
            throw unknown(request, "it was cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(request, "the thread was interrupted while it waited", e);
        }
    }

    private static KdpException unknown(Request<?> request, String why, Throwable cause) {
        return new UnreachableException(
                request.label(), why, cause, request.operation().isWrite());
    }
}
