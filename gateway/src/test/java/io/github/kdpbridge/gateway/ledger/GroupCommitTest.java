package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static int insert(Handle sql, int job) {
        return sql.execute("INSERT INTO done VALUES (?)", job);
    }

    private List<Integer> done() {
        return jdbi.withHandle(sql -> sql.createQuery("SELECT job FROM done ORDER BY job")
                .mapTo(Integer.class)
                .list());
    }

    /** Holds the thread until the jobs are all there, so that they are one group. */
    private void atOnce(Runnable jobs) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        CompletableFuture<Boolean> first = group.begin(sql -> {
            begun.countDown();
            Uninterruptibles.awaitUninterruptibly(there);
            return true;
        });
        Uninterruptibles.awaitUninterruptibly(begun);
        jobs.run();
        commits.set(0);
        there.countDown();
        first.join();
    }

    @Test
    void jobsThatWait_areOneTransaction() {
        List<CompletableFuture<Integer>> jobs = new ArrayList<>();

        atOnce(() -> {
            for (int job = 1; job <= 100; job++) {
                int number = job;
                jobs.add(group.begin(sql -> insert(sql, number)));
            }
        });

        assertThat(jobs).allSatisfy(job -> assertThat(job.join()).isOne());
        assertThat(done()).hasSize(100);
        assertThat(commits).as("the first one, and all others").hasValue(2);
    }

    @Test
    void jobThatFails_failsAloneAndLeavesNothing() {
        List<CompletableFuture<Integer>> jobs = new ArrayList<>();

        atOnce(() -> {
            jobs.add(group.begin(sql -> insert(sql, 1)));
            jobs.add(group.begin(sql -> {
                insert(sql, 2);
                throw new IllegalStateException("job 2");
            }));
            jobs.add(group.begin(sql -> insert(sql, 3)));
        });

        assertThat(jobs.get(0).join()).isOne();
        assertThatThrownBy(jobs.get(1)::join).hasMessageContaining("job 2");
        assertThat(jobs.get(2).join()).isOne();
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

    @Test
    void closing_finishesWhatWaits() {
        CountDownLatch there = new CountDownLatch(1);
        CompletableFuture<Integer> first = group.begin(sql -> {
            Uninterruptibles.awaitUninterruptibly(there);
            return insert(sql, 1);
        });
        CompletableFuture<Integer> second = group.begin(sql -> insert(sql, 2));
        there.countDown();

        group.close();

        assertThat(first).isCompletedWithValue(1);
        assertThat(second).isCompletedWithValue(1);
        assertThat(done()).containsExactly(1, 2);
        assertThatThrownBy(() -> group.run(sql -> insert(sql, 3))).isInstanceOf(RejectedExecutionException.class);
    }
}
