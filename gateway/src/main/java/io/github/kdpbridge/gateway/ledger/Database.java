package io.github.kdpbridge.gateway.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Borrowed;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** A ledger's database with the tables of this version. Safe for use by many threads. */
final class Database implements AutoCloseable {
    /** The values that one statement lists at most: databases limit them. */
    static final int VALUES_AT_ONCE = 1000;

    private final String where;
    private final Pools pools;
    /** Null for PostgreSQL. */
    private final @Nullable GroupCommit group;
    /** PostgreSQL's. */
    private final DatabaseThreads threads;
    /** Null for a file, and for connections of the program. */
    private final @Nullable RowGroups groups;
    /** Null for PostgreSQL. */
    private final @Nullable LedgerFile file;

    private Database(String where, Pools pools, Patience patience, @Nullable LedgerFile file) {
        this.where = where;
        this.threads = new DatabaseThreads(where, pools.most(), patience.pool());
        this.groups = pools.groups() == null
                ? null
                : new RowGroups(this, threads, patience.ofGroups().pool());
        this.pools = pools;
        this.group = file == null ? null : new GroupCommit(jdbi());
        this.file = file;
    }

    /**
     * Opens a database and migrates its tables to this version.
     *
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    static Database open(LedgerStore store) {
        return open(store, Patience.STANDARD);
    }

    static Database open(LedgerStore store, Patience patience) {
        try {
            if (store instanceof SqliteFile sqlite) {
                return open(sqlite);
            }
            Pools pools = store instanceof Borrowed borrowed
                    ? Pools.borrowed(borrowed, patience)
                    : Pools.open((Postgresql) store, patience);
            return new Database(where(store), pools, patience, null);
        } catch (RuntimeException | IOException | SQLException e) {
            throw trouble(where(store), "cannot be opened", e);
        }
    }

    /** Returns the name of a ledger in messages. */
    static String where(LedgerStore store) {
        return store.isShared() ? "database" : "file " + store.place();
    }

    private static Database open(SqliteFile store) throws IOException, SQLException {
        NativeLibrary.load();
        LedgerFile.prepare(store);
        HikariDataSource pool = new HikariDataSource(Connections.sqlite(store));
        boolean begun = false;
        try {
            Schema.bringUp(pool, pool);
            Database database =
                    new Database(where(store), Pools.of(pool), Patience.STANDARD, LedgerFile.mark(store.file(), pool));
            begun = true;
            return database;
        } finally {
            if (!begun) {
                pool.close();
            }
        }
    }

    /**
     * Runs work in a transaction.
     *
     * @throws LedgerException if it was not done
     */
    <T> T inTransaction(Function<Session, T> work) {
        return group == null ? using(pools.main(), work) : orTrouble(() -> group.run(work));
    }

    /**
     * Runs work in a transaction without holding the calling thread.
     *
     * @param operation what it is for, in words
     * @param noted is given the result as soon as that is durable, before anything else can fail
     * @return the result once it is durable; fails with a {@link LedgerException} if the work was not done
     */
    <T> CompletionStage<T> submit(String operation, Function<Session, T> work, Consumer<? super T> noted) {
        if (group == null) {
            return threads.run(operation, () -> {
                T result = inTransaction(work);
                noted.accept(result);
                return result;
            });
        }
        return Stages.recover(
                Stages.begin(() -> group.submit(work, noted)),
                RuntimeException.class,
                e -> Stages.failed(isOfTheDatabase(e) ? trouble(where, "cannot be used", e) : e));
    }

    /** Makes a claim in the same way, in a PostgreSQL of its own with the changes that wait at the same time. */
    <T> CompletionStage<T> submit(String operation, RowChange<T> claim, Consumer<? super T> noted) {
        return groups == null ? submit(operation, there(claim), noted) : groups.submit(operation, claim, noted);
    }

    private <T> Function<Session, T> there(RowChange<T> claim) {
        return sql -> {
            requireThere();
            return claim.alone(sql);
        };
    }

    /** Does the same for a change that must not be lost: on the calling thread if there is no other for it. */
    <T> CompletionStage<T> submitInAnyCase(RowChange<T> change) {
        return groups == null ? submitInAnyCase(change::alone) : groups.submitInAnyCase(change);
    }

    /** Runs work of a group in a transaction. Throws a {@link LedgerException} if it is not known to be done. */
    <T> T inGroup(Function<Session, T> work) {
        return using(Objects.requireNonNull(pools.groups()), work);
    }

    /** Does the same for work that must not be lost: on the calling thread if there is no other for it. */
    <T> CompletionStage<T> submitInAnyCase(Function<Session, T> work) {
        return group == null
                ? threads.runInAnyCase(() -> inTransaction(work))
                : submit("the end of a claim", work, result -> {});
    }

    /**
     * Has a question answered without holding the calling thread. All of a group share its transaction.
     *
     * @param question calls methods that read; may be repeated
     */
    <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        if (group == null) {
            return threads.run(operation, question);
        }
        CompletionStage<CompletionStage<T>> asked = submit(operation, sql -> GroupJob.answer(question), answer -> {});
        return asked.thenCompose(answer -> answer);
    }

    /** Returns what has the connections, to be observed. */
    Jdbi jdbi() {
        return pools.main().jdbi();
    }

    /** Does the same for groups. */
    Jdbi jdbiOfGroups() {
        return Objects.requireNonNull(pools.groups()).jdbi();
    }

    /** Returns whether {@link #later} returns before the work is done. */
    boolean defers() {
        return group != null;
    }

    /** Returns whether transactions run side by side; those of a file follow one another. */
    boolean isShared() {
        return group == null;
    }

    /** Returns a lock clause; empty for a file. */
    String locking(String clause) {
        return isShared() ? " " + clause : "";
    }

    private static boolean isOfTheDatabase(RuntimeException e) {
        return e instanceof JdbiException
                || e instanceof IllegalArgumentException
                || e instanceof RejectedExecutionException;
    }

    /** The same for heartbeats. With more than one connection, callers never delay them. */
    <T> T inHeartbeat(Function<Session, T> work) {
        return group == null ? using(pools.heart(), work) : inTransaction(work);
    }

    private <T> T using(Pools.Pool pool, Function<Session, T> work) {
        return orTrouble(() -> pool.inTransaction(work));
    }

    private <T> T orTrouble(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException | IllegalArgumentException | RejectedExecutionException e) {
            if (group == null) {
                pools.evictIfBroken(e);
            }
            throw trouble(where, "cannot be used", e);
        }
    }

    /**
     * Runs work that need not be durable when this returns. It precedes all later work, and may be committed with it.
     *
     * @param result receives the result, or a {@link LedgerException}
     */
    <T> void later(Function<Session, T> work, BiConsumer<@Nullable T, @Nullable LedgerException> result) {
        if (group == null) {
            try {
                result.accept(inTransaction(work), null);
            } catch (LedgerException e) {
                result.accept(null, e);
            }
            return;
        }
        try {
            var unused = group.later(work)
                    .whenComplete((done, failure) ->
                            result.accept(done, failure == null ? null : trouble(where, "cannot be used", failure)));
        } catch (RejectedExecutionException e) {
            result.accept(null, trouble(where, "cannot be used", e));
        }
    }

    /**
     * Checks that the ledger's file is still in place.
     *
     * @throws LedgerException if it is not, so that new records would be lost
     */
    void requireThere() {
        try {
            if (file != null) {
                file.requireIntact();
            }
        } catch (IOException e) {
            throw trouble(where, "cannot be used", e);
        }
    }

    /** Returns what copies the file while it is used; empty for PostgreSQL. */
    Optional<HeldFile> held() {
        return group == null || file == null ? Optional.empty() : Optional.of(new HeldFile(group, file));
    }

    /** Returns the exception for a ledger that cannot be used. */
    static LedgerException trouble(String where, String what, Throwable e) {
        return new LedgerException("the ledger's " + where + " " + what + ": " + Reason.of(e), e);
    }

    /** Does what waits and must not be lost. Closes SQLite first, then the file. */
    @Override
    public void close() {
        close(() -> {});
    }

    /** Does the same, and one more thing: in PostgreSQL when nothing else is under way, in a file while it can be used. */
    void close(Runnable last) {
        try {
            if (group == null) {
                if (groups != null) {
                    groups.finish();
                }
                threads.finish();
                last.run();
            } else {
                try {
                    last.run();
                } finally {
                    group.close();
                }
            }
        } finally {
            pools.close();
            threads.close(); // without connections, so that what is left over fails at once
            if (file != null) {
                file.close();
            }
        }
    }
}
