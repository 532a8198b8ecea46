package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;

<<<<<<< HEAD
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Duration;
=======
>>>>>>> review
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
<<<<<<< HEAD
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class WorkThreadsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Executor FULL = work -> {
        throw new RejectedExecutionException("full");
    };

    private static void assertRefused(CompletionStage<?> stage, String message) {
        assertThat(stage)
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(RefusedLocallyException.class)
                .withMessage(message);
    }

    @Test
    void moreWorkThanThreads_waitsInTheQueue() {
        CompletableFuture<String> release = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        try (WorkThreads threads = WorkThreads.atMost(2, "kdp-test")) {
            List<CompletionStage<String>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(threads.run("status 7", () -> {
                    begun.incrementAndGet();
                    return release.join();
                }));
            }
            while (begun.get() < 2) {
                Thread.onSpinWait();
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("kdp-test")))
                    .hasSize(2);

            release.complete("done");

            assertThat(all).allSatisfy(each -> assertThat(each).succeedsWithin(LONG));
        }
        assertThat(begun).hasValue(10);
    }

    @Test
    void workThatFollowsOtherWork_staysOnItsThread() {
        List<Thread> threads = new ArrayList<>();
        try (WorkThreads work = WorkThreads.asNeeded("kdp-test")) {
            CompletionStage<Thread> followed = work.run("status 7", Thread::currentThread)
                    .thenCompose(first -> {
                        threads.add(Thread.currentThread());
                        return work.run("status 7", Thread::currentThread);
                    });
            threads.add(followed.toCompletableFuture().join());
        }
        assertThat(threads.get(0)).isSameAs(threads.get(1));
    }

    @Test
    void workOfACallerThatWaits_isDoneOnTheCallingThread() {
        WorkThreads threads = WorkThreads.of(FULL);

        Thread worked = Waiting.on("status 7", false, () -> threads.run("status 7", Thread::currentThread));

        assertThat(worked).isSameAs(Thread.currentThread());
    }

    @Test
    void executorThatIsFull_refusesWorkAndNotWhatMustNotBeLost() {
        WorkThreads threads = WorkThreads.of(FULL);

        assertRefused(threads.run("status 7", () -> "done"), "status 7 was not sent: the executor does not take it");
        assertThat(threads.runInAnyCase(() -> "done")).isCompletedWithValue("done");
    }

    @Test
    void workThatIsNotBegunWhenTheThreadsAreClosed_fails() {
        List<Runnable> queue = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        CompletionStage<Integer> waiting;
        try (WorkThreads threads = WorkThreads.of(queue::add)) {
            waiting = threads.run("status 7", done::incrementAndGet);
        }
        queue.forEach(Runnable::run);

        assertRefused(waiting, "status 7 was not sent: the client is closed");
        assertThat(done).hasValue(0);
    }

    @Test
    void errorOfWork_failsItsStageAndLeavesTheThreadAsItWas() {
        NoClassDefFoundError error = new NoClassDefFoundError("a class");
        MDC.put("request", "R-1");
        try (WorkThreads threads = WorkThreads.atMost(1, "kdp-test")) {
            CompletionStage<String> failed = threads.run("status 7", () -> {
                throw error;
            });
            MDC.remove("request");

            assertThat(failed)
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isSameAs(error);
            assertThat(threads.run("status 7", () -> String.valueOf(MDC.get("request"))))
                    .succeedsWithin(LONG)
                    .isEqualTo("null");
        } finally {
            MDC.remove("request");
=======
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkThreadsTest {
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
>>>>>>> review
        }
    }
}
