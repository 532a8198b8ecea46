package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkApartTest {
    @Test
    void workThatIsCancelledBeforeItsTurn_isNotDone() {
        List<Runnable> queue = new ArrayList<>();
        List<String> done = new ArrayList<>();
        WorkThreads threads = WorkThreads.of(queue::add);
        CompletionStage<Boolean> work = threads.run("bulk upload 7", () -> done.add("work"));

        work.toCompletableFuture().cancel(false);
        queue.forEach(Runnable::run);

        assertThat(done).isEmpty();
    }

    /** What is begun on one of the threads was done there, one after the other, and each call returned with its answer. */
    @Test
    void workThatIsBegunApart_doesNotHoldTheThreadThatBeginsIt() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch followed = new CountDownLatch(1);
        try (WorkThreads threads = WorkThreads.asNeeded("work")) {
            CompletableFuture<Boolean> begun = threads.run("status 1", () -> await(followed))
                    .thenCompose(unused -> {
                        CompletionStage<Boolean> first =
                                WorkThreads.apart(() -> threads.run("status 2", () -> meet(both)));
                        CompletionStage<Boolean> second =
                                WorkThreads.apart(() -> threads.run("status 3", () -> meet(both)));
                        return first.thenCombine(second, Boolean::logicalAnd);
                    })
                    .toCompletableFuture();
            followed.countDown();

            assertThat(begun.get(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static boolean meet(CountDownLatch both) {
        both.countDown();
        return await(both);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
