package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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
        CompletableFuture<String> followed = new CompletableFuture<>();
        try (WorkThreads work = WorkThreads.asNeeded("kdp-test")) {
            CompletionStage<Thread> second = work.run("status 7", followed::join)
                    .thenCompose(first -> {
                        threads.add(Thread.currentThread());
                        return work.run("status 7", Thread::currentThread);
                    });
            followed.complete("now");
            threads.add(second.toCompletableFuture().join());
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

    /** The end of a claim for example, whose stage would never end. */
    @Test
    void workThatMustNotBeLost_isDoneAlsoIfTheThreadsAreClosedBeforeItsTurn() {
        CompletableFuture<String> begun = new CompletableFuture<>();
        CompletableFuture<String> release = new CompletableFuture<>();
        WorkThreads threads = WorkThreads.atMost(1, "kdp-test-closed");
        var running = threads.run("status 7", () -> {
            begun.complete("now");
            return release.join();
        });
        begun.join();
        CompletionStage<String> waiting = threads.runInAnyCase(() -> "done");
        CompletionStage<String> other = threads.run("status 8", () -> "done");

        threads.close();

        assertThat(waiting).isCompletedWithValue("done");
        assertRefused(other, "status 8 was not sent: the client is closed");
        release.complete("late");
        assertThat(running).succeedsWithin(LONG).isEqualTo("late");
    }

    @Test
    void finishing_waitsForWhatIsBegunAndForWhatMustNotBeLost() {
        CompletableFuture<String> begun = new CompletableFuture<>();
        WorkThreads threads = WorkThreads.atMost(1, "kdp-test-closed");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletionStage<Boolean> running = threads.run("status 7", () -> {
            begun.complete("now");
            closed.join();
            return Thread.currentThread().isInterrupted();
        });
        begun.join();
        CompletionStage<Thread> waiting = threads.runInAnyCase(Thread::currentThread);
        CompletionStage<String> other = threads.run("status 8", () -> "done");
        var unused = other.whenComplete((none, refusal) -> closed.complete(null));

        threads.finish(LONG);

        assertThat(running).isCompletedWithValue(false);
        assertThat(waiting.toCompletableFuture().join().getName()).isEqualTo("kdp-test-closed");
        assertRefused(other, "status 8 was not sent: the client is closed");
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
        }
    }

    /** A thread that carries many requests has each of them come back. */
    @Test
    void workOfAThreadThatIsReturnedTo_isFollowedThere_withItsContext_orWhereItEnded() throws Exception {
        LinkedBlockingQueue<Runnable> home = new LinkedBlockingQueue<>();
        AtomicBoolean closed = new AtomicBoolean();
        Executor queue = work -> {
            if (closed.get()) {
                throw new RejectedExecutionException("closed");
            }
            home.add(work);
        };
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        CompletableFuture<Thread> after = new CompletableFuture<>();
        try (WorkThreads threads = WorkThreads.atMost(1, "kdp-test")) {
            Thread caller = new Thread(() -> {
                CallerContext.returnTo(queue);
                MDC.put("request", "7");
                var unused = threads.run("status 7", () -> "done")
                        .thenAccept(done -> seen.complete(List.of(
                                done, MDC.get("request"), Thread.currentThread().getName())));
            });
            caller.start();
            caller.join();
            home.take().run();
            assertThat(seen.join())
                    .containsExactly("done", "7", Thread.currentThread().getName());
            assertThat(MDC.get("request")).isNull();

            closed.set(true);
            new Thread(() -> {
                        CallerContext.returnTo(queue);
                        var unused = threads.run("status 7", () -> "done")
                                .thenAccept(done -> after.complete(Thread.currentThread()));
                    })
                    .start();
            assertThat(after.join()).isNotNull();
        }
    }
}
