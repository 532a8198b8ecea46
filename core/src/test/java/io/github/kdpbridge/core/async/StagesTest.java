package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StagesTest {
    private final UnreachableException silence = new UnreachableException("status 7", "silence", null, false);

    private static Throwable failureOf(CompletionStage<?> stage) {
        return Stages.cause(
                stage.handle((answer, failure) -> failure).toCompletableFuture().join());
    }

    @Test
    void workThatThrows_failsTheStage() {
        NoClassDefFoundError error = new NoClassDefFoundError("a class");

        assertThat(failureOf(Stages.begin(() -> {
                    throw silence;
                })))
                .isSameAs(silence);
        assertThat(failureOf(Stages.of(() -> {
                    throw error;
                })))
                .isSameAs(error);
    }

    @Test
    void failureOfTheService_isReplacedAndNoOther() {
        IllegalStateException other = new IllegalStateException("a defect");
        CompletionStage<String> silent = CompletableFuture.failedFuture(new CompletionException(silence));

        assertThat(Stages.recover(silent, e -> CompletableFuture.completedFuture(e.getMessage())))
                .isCompletedWithValue("status 7 got no answer: silence");
        assertThat(failureOf(Stages.recover(Stages.failed(other), e -> CompletableFuture.completedFuture("recovered"))))
                .isSameAs(other);
        assertThat(Stages.recover(
                        CompletableFuture.completedFuture("fine"), e -> CompletableFuture.completedFuture("recovered")))
                .isCompletedWithValue("fine");
    }

    @Test
    void bareStage_failsWithTheCauseItself() {
        CompletionStage<String> dependent =
                CompletableFuture.<String>failedFuture(silence).thenApply(answer -> answer);

        assertThat(Stages.bare(dependent).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isSameAs(silence);
        assertThat(Stages.bare(dependent).handle((answer, failure) -> failure)).isCompletedWithValue(silence);
    }
}
