package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.LostAnswers.Sight;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.event.Call;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.kdpbridge.gen2client.event.LostAnswer;
import io.github.kdpbridge.gen2client.resilience.Pause;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds out what became of a write whose answer was lost, by the one rule of {@link LostAnswers}. The transaction's id is
 * unique, so a write that arrives late, after it was sent again, is refused as a duplicate and does nothing.
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

    /** Sends a write once through all gates, which may repeat it. */
    interface Sending {
        /**
         * Sends it.
         *
         * @param failed is told of each attempt that failed
         */
        Receipt send(Consumer<KdpException> failed);
    }

    /**
     * Has a write sent, and settles it if its answer is lost.
     *
     * @param write the write
     * @param sending sends it
     * @throws KdpException if it was refused, or if it is not known what became of it
     */
    Receipt settle(WriteRequest write, Sending sending) {
        Call call = Call.of(write);
        Duration wait = settings.firstPause();
        Attempts attempts = new Attempts();
        for (int sent = 1; ; sent++) {
            try {
                return sending.send(attempts::failed);
            } catch (KdpException e) {
                if (attempts.mayHaveArrived() && isRefusal(e)) {
                    return afterEarlierAttempt(write, call, (RefusedException) e);
                }
                if (!e.mayHaveTakenEffect()) {
                    throw attempts.mayHaveTakenEffect() ? unknown(call, e) : e;
                }
                if (sent >= settings.attempts()) {
                    throw e;
                }
                if (look(write, call, e) == Sight.FITTING) {
                    listener.lostAnswer(call, LostAnswer.DONE);
                    return new Receipt(write.transaction(), TransactionState.PROGRESS);
                }
                listener.lostAnswer(call, LostAnswer.SENT_AGAIN);
                pauseOrGiveUp(atMost(settings.longestPause(), wait), e);
                wait = atMost(settings.longestPause(), wait.multipliedBy(2));
            }
        }
    }

    private static Duration atMost(Duration longest, Duration wait) {
        return wait.compareTo(longest) <= 0 ? wait : longest;
    }

    private Receipt afterEarlierAttempt(WriteRequest write, Call call, RefusedException refusal) {
        try {
            Receipt receipt = LostAnswers.afterEarlierAttempt(write, refusal, status);
            listener.lostAnswer(call, LostAnswer.DONE);
            return receipt;
        } catch (UnreachableException e) {
            listener.lostAnswer(call, LostAnswer.UNKNOWN);
            throw e;
        }
    }

    private Sight look(WriteRequest write, Call call, KdpException lost) {
        try {
            return LostAnswers.look(write, status);
        } catch (KdpException e) {
            listener.lostAnswer(call, LostAnswer.UNKNOWN);
            lost.addSuppressed(e);
            throw lost;
        }
    }

    private static KdpException unknown(Call call, KdpException e) {
        return new UnreachableException(call.toString(), "its answer was lost, and then: " + e.getMessage(), e, true);
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

    /** Whether the service judged the write itself: not its token, its pace or its moment. */
    private static boolean isRefusal(KdpException e) {
        if (!(e instanceof RefusedException refusal)) {
            return false;
        }
        boolean goodStatus = refusal.httpStatus() == HttpURLConnection.HTTP_OK;
        return refusal.isFinal() || (goodStatus && !refusal.condition().isOfToken());
    }

    /** What the attempts before the last one may have done. */
    private static final class Attempts {
        private boolean mayHaveArrived;
        private boolean mayHaveTakenEffect;

        void failed(KdpException e) {
            mayHaveTakenEffect |= e.mayHaveTakenEffect();
            mayHaveArrived |= e.mayHaveTakenEffect() || e.httpStatus() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
        }

        /** Whether one reached the service, also if the service said that it was too busy. */
        boolean mayHaveArrived() {
            return mayHaveArrived;
        }

        boolean mayHaveTakenEffect() {
            return mayHaveTakenEffect;
        }
    }
}
