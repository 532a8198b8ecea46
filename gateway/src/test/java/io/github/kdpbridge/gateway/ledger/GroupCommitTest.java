package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.async.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class GroupCommitTest {
    @TempDir
    private Path folder;

    private final AtomicInteger commits = new AtomicInteger();
    private Jdbi jdbi;
    private GroupCommit group;

    @BeforeEach
    void open() {
        jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("test.db"));
        jdbi.setTransactionHandler(new Counting(LocalTransactionHandler.binding()));
        jdbi.useHandle(sql -> sql.execute("CREATE TABLE done (job INTEGER PRIMARY KEY)"));
        group = new GroupCommit(jdbi);
    }

    @AfterEach
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void close() {
        group.close();
    }

    private final class Counting extends DelegatingTransactionHandler {
        Counting(TransactionHandler real) {
            super(real);
        }

        @Override
        public void commit(Handle handle) {
            commits.incrementAndGet();
            super.commit(handle);
        }

        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new Counting(getDelegate().specialize(handle));
        }
    }

    private static int insert(Session sql, int job) {
        return sql.update("INSERT INTO done VALUES (?)", job);
    }

    private List<Integer> done() {
        return jdbi.withHandle(sql -> sql.createQuery("SELECT job FROM done ORDER BY job")
                .mapTo(Integer.class)
                .list());
    }

    @Test
    void jobsThatWait_areOneTransaction() {
        List<CompletableFuture<Integer>> jobs = new ArrayList<>();
        for (int job = 1; job <= 100; job++) {
            int number = job;
            jobs.add(group.later(sql -> insert(sql, number)));
        }
        assertThat(jobs).noneMatch(CompletableFuture::isDone);

        assertThat(group.<Integer>run(sql -> insert(sql, 101))).isOne();

        assertThat(jobs).allSatisfy(job -> assertThat(job).isCompletedWithValue(1));
        assertThat(done()).hasSize(101);
        assertThat(commits).hasValue(1);
    }

    /** Each caller comes while another one is at work, or works for others. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void callersAtOnce_haveAllTheirJobsDone() {
        int callers = 8;
        int jobs = 50;
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            for (int caller = 0; caller < callers; caller++) {
                int first = caller * jobs;
                threads.add(CompletableFuture.runAsync(
                        () -> {
                            for (int job = first; job < first + jobs; job++) {
                                int number = job;
                                assertThat(group.<Integer>run(sql -> insert(sql, number)))
                                        .isOne();
                            }
                        },
                        pool));
            }
            assertThat(threads).allSatisfy(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
        assertThat(done()).hasSize(callers * jobs);
        assertThat(commits).hasValueLessThanOrEqualTo(callers * jobs);
    }

    @Test
    void jobThatFails_failsAloneAndLeavesNothing() {
        CompletableFuture<Integer> first = group.later(sql -> insert(sql, 1));
        CompletableFuture<Integer> second = group.later(sql -> {
            insert(sql, 2);
            throw new IllegalStateException("job 2");
        });

        assertThat(group.<Integer>run(sql -> insert(sql, 3))).isOne();

        assertThat(first).isCompletedWithValue(1);
        assertThatThrownBy(second::join).hasMessageContaining("job 2");
        assertThat(done()).containsExactly(1, 3);
    }

    @Test
    void failure_isThrownAsItIs() {
        assertThatThrownBy(() -> group.run(sql -> {
                    throw new IllegalArgumentException("mine");
                }))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
    }

    /** A statement that the database refused is kept, and must not stand in the way of the next one. */
    @Test
    void jobAfterOneThatTheDatabaseRefused_isDone() {
        group.run(sql -> insert(sql, 1));
        assertThatThrownBy(() -> group.run(sql -> insert(sql, 1))).hasMessageContaining("UNIQUE");

        assertThat(group.<Integer>run(sql -> insert(sql, 2))).isOne();

        assertThat(done()).containsExactly(1, 2);
    }

    @Test
    void error_isThrownToItsCallerAndTheNextJobIsDone() {
        assertThatThrownBy(() -> group.run(sql -> {
                    throw new StackOverflowError("made up");
                }))
                .isExactlyInstanceOf(StackOverflowError.class);

        assertThat(group.<Integer>run(sql -> insert(sql, 1))).isOne();
    }

    /** What fails in its own way must not fail for those who happened to wait beside it. */
    @Test
    void errorOfOneJob_doesNotReachItsBystanders() {
        CompletableFuture<Integer> bystander = group.later(sql -> insert(sql, 1));
        CompletableFuture<Integer> broken = group.later(sql -> {
            throw new StackOverflowError("made up");
        });

        assertThat(group.<Integer>run(sql -> insert(sql, 3))).isOne();

        assertThat(bystander).isCompletedWithValue(1);
        assertThatThrownBy(broken::join).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(done()).containsExactly(1, 3);
    }

    /** One thread does the jobs of all requests. */
    @Test
    void whatFollowsAJob_hasTheLogContextOfItsCaller() {
        List<CompletableFuture<String>> followed = new ArrayList<>();
        for (int job = 1; job <= 3; job++) {
            int number = job;
            MDC.put("request", "R-" + job);
            followed.add(group.submit(sql -> insert(sql, number), unused -> {})
                    .thenApply(unused -> String.valueOf(MDC.get("request"))));
        }
        MDC.remove("request");

        assertThat(followed).extracting(CompletableFuture::join).containsExactly("R-1", "R-2", "R-3");
        assertThat(group.<String>run(sql -> String.valueOf(MDC.get("request")))).isEqualTo("null");
    }

    /** It would wait for itself. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void workWithinAJob_andAfterOne_isDoneOnTheSameThread() {
        CompletableFuture<Integer> followed = group.submit(
                        sql -> group.<Integer>run(inner -> insert(inner, 1)), unused -> {})
                .thenApply(unused -> group.<Integer>run(sql -> insert(sql, 2)));

        assertThat(followed.join()).isOne();
        assertThat(done()).containsExactly(1, 2);
    }

    /** A listener that waits for the ledger here would wait for its own thread, and so would all other callers. */
    @Test
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void callerThatWaitsForAJobOnTheThreadOfAll_getsIt() {
        CompletableFuture<Void> attached = new CompletableFuture<>();
        CompletableFuture<Integer> followed = group.submit(
                        sql -> {
                            attached.join();
                            return insert(sql, 1);
                        },
                        unused -> {})
                .thenApply(unused ->
                        Waiting.on("upload 7", true, () -> group.submit(sql -> insert(sql, 2), inserted -> {})));
        attached.complete(null);

        assertThat(followed.join()).isOne();
        assertThat(done()).containsExactly(1, 2);
    }

    @Test
    void closing_finishesWhatWaits() {
        CompletableFuture<Integer> job = group.later(sql -> insert(sql, 1));

        group.close();

        assertThat(job).isCompletedWithValue(1);
        assertThat(done()).containsExactly(1);
        assertThatThrownBy(() -> group.run(sql -> insert(sql, 2)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the ledger is closed");
        assertThatThrownBy(() -> group.later(sql -> insert(sql, 3))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void jobOfACallerThatHeardOfAFailure_doesNotShareIt() {
        AtomicBoolean starved = new AtomicBoolean(true);
        CountDownLatch followed = new CountDownLatch(1);
        GroupCommit poor = new GroupCommit(jdbi, size -> {
            if (starved.getAndSet(false)) {
                Uninterruptibles.awaitUninterruptibly(followed);
                throw new StackOverflowError("made up");
            }
            return new ArrayList<>(size);
        });

        CompletableFuture<Integer> again = poor.<Integer>submit(sql -> insert(sql, 1), inserted -> {})
                .exceptionallyCompose(failure -> poor.<Integer>submit(sql -> insert(sql, 2), inserted -> {}));
        followed.countDown();

        assertThat(again.join()).isOne();
        assertThat(done()).containsExactly(2);
        poor.close();
    }

    /** There is no memory for the next list of jobs. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void errorBeforeTheJobsAreTaken_isThrownToItsCallerAndTheNextJobIsDone() {
        AtomicBoolean starved = new AtomicBoolean(true);
        GroupCommit poor = new GroupCommit(jdbi, size -> {
            if (starved.getAndSet(false)) {
                throw new OutOfMemoryError("made up");
            }
            return new ArrayList<>(size);
        });
        CompletableFuture<Integer> waiting = poor.later(sql -> insert(sql, 1));

        assertThatThrownBy(() -> poor.run(sql -> insert(sql, 2)))
                .isExactlyInstanceOf(OutOfMemoryError.class)
                .hasMessage("made up");

        assertThat(poor.<Integer>run(sql -> insert(sql, 3))).isOne();
        assertThat(waiting).isCompletedWithValue(1);
        assertThat(done()).containsExactly(1, 3);
        poor.close();
    }
}
