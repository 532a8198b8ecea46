package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.kdpbridge.gen2client.event.LostAnswer;
import io.github.kdpbridge.gen2client.event.Operation;
import io.github.kdpbridge.gen2client.resilience.Pause;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds out what became of a write whose answer was lost, by asking for its transaction: one that the service knows is
 * done, one that it does not know is sent again. The transaction's id is unique, so a write that arrives late, after it
 * was sent again, is refused as a duplicate and does nothing.
 */
final class Settlement {
    private final Resilience settings;
    private final Pause pause;
    private final ClientListener listener;
    private final Function<StatusRequest, TransactionStatus> status;

    /**
     * Creates a settlement.
     *
     * @param settings how often a write is sent at the most, and how long to wait in between
     * @param pause how to wait
     * @param listener is told what came of each question
     * @param status asks for a transaction
     */
    Settlement(
            Resilience settings,
            Pause pause,
            ClientListener listener,
            Function<StatusRequest, TransactionStatus> status) {
        this.settings = settings;
        this.pause = pause;
        this.listener = listener;
        this.status = status;
    }

    /**
     * Has a write sent, and settles it if its answer is lost.
     *
     * @param write the write
     * @param operation what it is called
     * @param send sends it once
     * @throws KdpException if it was refused, or if nobody knows what became of it
     */
    Receipt settle(DeviceWrite write, Operation operation, Supplier<Receipt> send) {
        Duration wait = settings.firstPause();
        boolean lostBefore = false;
        for (int sent = 1; ; sent++) {
            try {
                return send.get();
            } catch (KdpException e) {
                boolean arrivedBefore = lostBefore && isDuplicate(e);
                if (lostBefore && !arrivedBefore && !e.mayHaveTakenEffect() && !isFinal(e)) {
                    throw new UnreachableException(
                            operation.toString(), "its answer was lost, and then: " + e.getMessage(), e, true);
                }
                boolean settled = !e.mayHaveTakenEffect() && !arrivedBefore;
                if (settled || (sent >= settings.attempts() && !arrivedBefore)) {
                    throw e;
                }
                if (isDone(write, operation, e)) {
                    listener.lostAnswer(operation, LostAnswer.DONE);
                    return new Receipt(write.transaction(), TransactionState.PROGRESS);
                }
                if (arrivedBefore) {
                    throw e; // somebody else's, with the same id
                }
                lostBefore = true;
                listener.lostAnswer(operation, LostAnswer.SENT_AGAIN);
                pauseOrGiveUp(wait, e);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** Whether the service knows the write. One that it knows with other content is to be refused by itself. */
    private boolean isDone(DeviceWrite write, Operation operation, KdpException lost) {
        try {
            return write.is(status.apply(StatusRequest.of(write)));
        } catch (KdpException e) {
            if (e instanceof RefusedException refusal && refusal.condition() == Condition.TRANSACTION_NOT_FOUND) {
                return false;
            }
            listener.lostAnswer(operation, LostAnswer.UNKNOWN);
            KdpException unknown = lost.mayHaveTakenEffect()
                    ? lost
                    : new UnreachableException(
                            operation.toString(),
                            "an earlier attempt may have been taken: " + lost.getMessage(),
                            lost,
                            true);
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private void pauseOrGiveUp(Duration wait, KdpException lost) {
        try {
            if (!pause.await(wait)) {
                throw lost;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost;
        }
    }

    private static boolean isFinal(KdpException e) {
        return e instanceof RefusedException refusal && refusal.isFinal();
    }

    private static boolean isDuplicate(KdpException e) {
        return e instanceof RefusedException refusal && refusal.condition() == Condition.DUPLICATE_TRANSACTION_ID;
    }
}
