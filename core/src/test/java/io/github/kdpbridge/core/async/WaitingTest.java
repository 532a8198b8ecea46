package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static String join(CompletableFuture<Boolean> pause) {
        try {
            return "passed: " + pause.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }

    /** The rest of the stage was given to the thread that waited for it by other means, and that never came back for it. */
    @Test
    void workThatHoldsTheWaitingThread_canJoinAStageOfItsOwn() {
        try (WorkThreads threads = WorkThreads.asNeeded("work");
                Timer timer = new Timer(Ticker.systemTicker(), threads)) {
            String answer = Waiting.on(
                    "status 7", false, () -> threads.run("status 7", () -> join(timer.pause(Duration.ofMillis(1)))));

            assertThat(answer).isEqualTo("passed: true");
            assertThat(Waiting.onThisThread()).isFalse();
        }
    }

    /** The rest of that request was left to the waiting thread, which refuses it once it has its own answer. */
    @Test
    void workOfAnotherRequestOnAWaitingThread_isNotLeftToThatThread() {
        Executor another = CallerContext.of(Runnable::run);
        List<Boolean> waits = new ArrayList<>();

        Waiting.on("status 7", false, () -> {
            another.execute(() -> waits.add(Waiting.onThisThread()));
            return CompletableFuture.completedFuture("answer");
        });

        assertThat(waits).containsExactly(false);
    }

    @Test
    void errorInWorkThatIsLeftOver_doesNotLeaveTheThreadMarkedAsWaiting() {
        NoClassDefFoundError error = new NoClassDefFoundError("a class");

        assertThatThrownBy(() -> Waiting.on("status 7", false, () -> {
                    Waiting.orElse(Runnable::run).execute(() -> {
                        throw error;
                    });
                    return CompletableFuture.completedFuture("answer");
                }))
                .isSameAs(error);
        assertThat(Waiting.onThisThread()).isFalse();
    }
}
