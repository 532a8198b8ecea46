package io.github.kdpbridge.core;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets writes through while it is open, and tells when those that it let through have ended: for a program that stops
 * without leaving writes behind whose outcome nobody knows. Safe for use by many threads.
 */
public final class WriteGate {
    private int underWay;

    /** Completes when the last write has ended; null while the gate is open. */
    private @Nullable CompletableFuture<@Nullable Void> drained;

    /** Creates an open gate. */
    public WriteGate() {}

    /**
     * Returns a program with this gate before its writes; reads pass at any time.
     *
     * @param program does the work
     */
    public DeploymentProgram before(DeploymentProgram program) {
        Objects.requireNonNull(program, "program");
        return new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return program.reseller();
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> request) {
                return request instanceof WriteRequest
                        ? pass(request, () -> program.send(request))
                        : program.send(request);
            }

            @Override
            public boolean remembersWrites() {
                return program.remembersWrites();
            }
        };
    }

    /**
     * Has a write sent.
     *
     * @param write the write, for messages
     * @param send sends it
     * @return the answer; to cancel it does not end the write, which is under way until that of {@code send} ends; fails with a {@link RefusedLocallyException}, {@link Reason#CANCELLED}, while the gate is closed
     */
    public <A> CompletionStage<A> pass(Request<?> write, Supplier<? extends CompletionStage<A>> send) {
        if (!enter()) {
            return Stages.failed(new RefusedLocallyException(
                    write.label(), Reason.CANCELLED, "this program is stopping, and begins no new write", null));
        }
        CompletionStage<A> sent = Stages.begin(send);
        // Not handed out: a caller that completes or cancels a dependent stage prevents its action.
        var unused = sent.whenComplete((answer, failure) -> leave());
        return sent.thenApply(answer -> answer);
    }

    /**
     * Closes the gate until it is opened again.
     *
     * @return completes when the last write has ended, at once if there is none
     */
    public CompletionStage<@Nullable Void> close() {
        CompletableFuture<@Nullable Void> ended;
        boolean isEmpty;
        synchronized (this) {
            ended = drained == null ? new CompletableFuture<>() : drained;
            drained = ended;
            isEmpty = underWay == 0;
        }
        if (isEmpty) {
            ended.complete(null);
        }
        return ended.minimalCompletionStage();
    }

    /** Opens the gate again. A close that still waits is over then: its stage fails with a {@link CancellationException}. */
    public void open() {
        CompletableFuture<@Nullable Void> ended;
        synchronized (this) {
            ended = drained;
            drained = null;
        }
        if (ended != null) {
            ended.cancel(false); // of no effect if the last write has ended
        }
    }

    private synchronized boolean enter() {
        if (drained != null) {
            return false;
        }
        underWay++;
        return true;
    }

    private void leave() {
        CompletableFuture<@Nullable Void> ended;
        synchronized (this) {
            underWay--;
            ended = underWay == 0 ? drained : null;
        }
        if (ended != null) {
            ended.complete(null); // outside of the lock, because dependent stages run here
        }
    }
}
