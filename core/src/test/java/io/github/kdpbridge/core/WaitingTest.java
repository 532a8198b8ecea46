package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.UnreachableException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final StatusRequest STATUS = StatusRequest.of(TransactionId.of("244303"));
    private static final RemovalRequest REMOVAL = new RemovalRequest(
            TransactionId.of("244303"), CustomerId.of("1200000321"), null, TransactionId.of("244302"));

    /** A program that gives what it is told, for every request. */
    private record Answering(CompletionStage<?> answer) implements DeploymentProgram {
        @Override
        public ResellerId reseller() {
            return ResellerId.of("4680000925");
        }

        @SuppressWarnings("unchecked")
        @Override
        public <A> CompletionStage<A> send(Request<A> request) {
            return (CompletionStage<A>) answer;
        }
    }

    @Test
    void failure_isThrownAsItIs() {
        UnreachableException failure = new UnreachableException("status 244303", "gone", null, false);
        NoClassDefFoundError error = new NoClassDefFoundError("a class of the program");

        assertThatThrownBy(() -> failing(failure).status(STATUS)).isSameAs(failure);
        assertThatThrownBy(() -> failing(error).status(STATUS)).isSameAs(error);
    }

    @Test
    void checkedFailure_andCancelling_leaveTheOutcomeOpen() {
        CompletableFuture<Receipt> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);

        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> failing(new IOException("no")).remove(REMOVAL))
                .withMessage("remove 244303 got no answer: it failed")
                .matches(UnreachableException::mayHaveTakenEffect);
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> new Answering(cancelled).write(REMOVAL))
                .withMessage("remove 244303 got no answer: it was cancelled");
    }

    @Test
    void interrupt_leavesTheOutcomeOfAWriteOpen() {
        DeploymentProgram silent = new Answering(new CompletableFuture<>());

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> silent.remove(REMOVAL))
                .matches(UnreachableException::mayHaveTakenEffect);
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> silent.status(STATUS))
                .matches(failure -> !failure.mayHaveTakenEffect());
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The rest of a request after a pause, a token or a turn. */
    @Test
    void rest_runsOnTheThreadThatWaits() throws Exception {
        CompletableFuture<Executor> rest = new CompletableFuture<>();
        CompletableFuture<String> ran = new CompletableFuture<>();
        Executor none = work -> {
            throw new RejectedExecutionException("there is a thread that waits");
        };
        Thread other = new Thread(() ->
                rest.join().execute(() -> ran.complete(Thread.currentThread().getName())));
        other.start();

        String answer = Waiting.on("status 244303", false, () -> {
            rest.complete(Waiting.orElse(none));
            return ran;
        });

        assertThat(answer).isEqualTo(Thread.currentThread().getName());
        assertThat(Waiting.onThisThread()).isFalse();
        assertThat(Waiting.orElse(none)).isSameAs(none);
        other.join();
    }

    @Test
    void threadThatWaitsNoLonger_takesNoWork() {
        AtomicReference<Executor> rest = new AtomicReference<>();
        Waiting.on("status 244303", false, () -> {
            rest.set(Waiting.orElse(Runnable::run));
            return CompletableFuture.completedFuture("done");
        });

        assertThatThrownBy(() -> rest.get().execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the thread does not wait any longer");
    }

    /** As a decorator does that asks a blocking program for something on the way. */
    @Test
    void waitWithinAWait_leavesTheOuterOneAsItWas() {
        DeploymentProgram inner = new Answering(CompletableFuture.completedFuture(null));

        Boolean waits = Waiting.on("status 244303", false, () -> {
            inner.status(STATUS);
            return CompletableFuture.completedFuture(Waiting.onThisThread());
        });

        assertThat(waits).isTrue();
    }

    private static DeploymentProgram failing(Throwable failure) {
        return new Answering(CompletableFuture.failedFuture(failure));
    }
}
