package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.LostAnswers.Sight;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.LostAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the outcome of a write whose answer was lost, by the rule of {@link LostAnswers}. The transaction's id is
 * unique, so the service refuses a write that arrives late, after its repeat, as a duplicate.
 */
final class Settlement {
    private final Resilience settings;
    private final Scheduler scheduler;
    private final ClientListener listener;
    private final Function<StatusRequest, CompletionStage<TransactionStatus>> status;

    /**
     * Creates a settlement.
     *
     * @param settings the attempts and the pauses between them
     * @param scheduler schedules the pauses
     * @param listener receives the result of each question
     * @param status requests the status of a transaction
     */
    Settlement(
            Resilience settings,
            Scheduler scheduler,
            ClientListener listener,
            Function<StatusRequest, CompletionStage<TransactionStatus>> status) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.listener = listener;
        this.status = status;
    }

    /** Sends a write once through all gates, which may repeat it. */
    interface Sending {
        /**
         * Sends it.
         *
         * @param failed receives each failed attempt
         */
        CompletionStage<Receipt> send(Consumer<KdpException> failed);
    }

    /**
     * Sends a write, and settles it if its answer is lost.
     *
     * @param write the write
     * @param call the call, for events
     * @param sending sends it once through all gates
     * @return the receipt; fails with a {@link KdpException} if the write was refused, or its outcome is unknown
     */
    CompletionStage<Receipt> settle(WriteRequest write, Call call, Sending sending) {
        return new Write(write, call, sending).send(1, settings.firstPause());
    }

    /** One write, and the possible effects of its earlier attempts. */
    private final class Write {
        private final WriteRequest write;
        private final Call call;
        private final Sending sending;
        /** Whether one may have reached the service, including one answered with 5xx. */
        private boolean mayHaveArrived;

        private boolean mayHaveTakenEffect;

        Write(WriteRequest write, Call call, Sending sending) {
            this.write = write;
            this.call = call;
            this.sending = sending;
        }

        /**
         * Sends it.
         *
         * @param number the number of this attempt, from 1
         * @param wait the pause before the next attempt
         */
        CompletionStage<Receipt> send(int number, Duration wait) {
            return Stages.recover(
                    Stages.begin(() -> sending.send(this::takeNote)), failure -> failed(failure, number, wait));
        }

        private void takeNote(KdpException e) {
            mayHaveTakenEffect |= e.mayHaveTakenEffect();
            mayHaveArrived |= e.mayHaveTakenEffect() || e.httpStatus() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
        }

        private CompletionStage<Receipt> failed(KdpException e, int number, Duration wait) {
            if (mayHaveArrived && isRefusal(e)) {
                return afterEarlierAttempt((RefusedException) e);
            }
            if (!e.mayHaveTakenEffect()) {
                return Stages.failed(mayHaveTakenEffect ? unknown(call, e) : e);
            }
            if (number >= settings.attempts()) {
                return Stages.failed(e);
            }
            return look(e).thenCompose(sight -> {
                if (sight == Sight.FITTING) {
                    listener.lostAnswer(call, LostAnswer.DONE);
                    return CompletableFuture.completedFuture(
                            new Receipt(write.transaction(), TransactionState.PROGRESS));
                }
                listener.lostAnswer(call, LostAnswer.SENT_AGAIN);
                return scheduler
                        .pause(atMost(settings.longestPause(), wait))
                        .exceptionally(trouble -> false)
                        .thenCompose(passed -> passed
                                ? send(number + 1, atMost(settings.longestPause(), wait.multipliedBy(2)))
                                : Stages.failed(e));
            });
        }

        private CompletionStage<Receipt> afterEarlierAttempt(RefusedException refusal) {
            return LostAnswers.afterEarlierAttempt(write, refusal, status).whenComplete((receipt, failure) -> {
                if (failure == null) {
                    listener.lostAnswer(call, LostAnswer.DONE);
                } else if (Stages.cause(failure) instanceof UnreachableException) {
                    listener.lostAnswer(call, LostAnswer.UNKNOWN);
                }
            });
        }

        private CompletionStage<Sight> look(KdpException lost) {
            return Stages.recover(LostAnswers.look(write, status), unanswered -> {
                listener.lostAnswer(call, LostAnswer.UNKNOWN);
                lost.addSuppressed(unanswered);
                return Stages.failed(lost);
            });
        }
    }

    private static Duration atMost(Duration longest, Duration wait) {
        return wait.compareTo(longest) <= 0 ? wait : longest;
    }

    private static KdpException unknown(Call call, KdpException e) {
        return new UnreachableException(call.toString(), "its answer was lost, and then: " + e.getMessage(), e, true);
    }

    /** Whether the service judged the write itself, and not the token, the rate or a passing state. */
    private static boolean isRefusal(KdpException e) {
        if (!(e instanceof RefusedException refusal)) {
            return false;
        }
        boolean goodStatus = refusal.httpStatus() == HttpURLConnection.HTTP_OK;
        return refusal.isFinal() || (goodStatus && !refusal.condition().isOfToken());
    }
}
