package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Borrowed;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jspecify.annotations.Nullable;

/** A ledger's connections: in pools of its own, or in one that belongs to the program. Safe for use by many threads. */
final class Pools implements AutoCloseable {
    /** A connection is held for a transaction only, never during a request to the service. */
    static final int CONNECTIONS = 16;

    /** Of a pool of the program, which has 10 connections as a rule, and other work for them. */
    private static final int BORROWED = 4;

    private static final String CONNECTION_EXCEPTION = "08"; // a class of SQLSTATE

    private final Pool main;
    private final @Nullable Pool groups;
    private final Pool heart;
    private final int most;
    /** Empty if the program closes them. */
    private final ImmutableList<HikariDataSource> own;

    private Pools(Pool main, @Nullable Pool groups, Pool heart, int most, List<HikariDataSource> own) {
        this.main = main;
        this.groups = groups;
        this.heart = heart;
        this.most = most;
        this.own = ImmutableList.copyOf(own);
    }

    /** Returns the one connection of a file. */
    static Pools of(HikariDataSource pool) {
        Pool only = pool(pool);
        return new Pools(only, null, only, 1, List.of(pool));
    }

    /**
     * Connects to PostgreSQL, and brings its tables to this version. Heartbeats have a connection of their own, so that callers
     * never delay them, and groups of changes have some that wait no longer than {@link Patience#ofGroups}.
     */
    static Pools open(Postgresql store, Patience patience) {
        List<HikariDataSource> opened = new ArrayList<>();
        boolean begun = false;
        try {
            HikariDataSource main = open(Connections.postgresql(store, "kdp-ledger", CONNECTIONS, patience), opened);
            Schema.bringUp(main, Connections.unhurried(store));
            HikariDataSource groups = open(groups(store, patience), opened);
            Patience beats = Patience.ofHeartbeats(store.takeover());
            HikariDataSource heart = open(Connections.postgresql(store, "kdp-ledger-heart", 1, beats), opened);
            begun = true;
            return new Pools(pool(main), pool(groups), pool(heart), CONNECTIONS, Lists.reverse(opened));
        } finally {
            if (!begun) {
                opened.forEach(HikariDataSource::close);
            }
        }
    }

    /** Returns connections that are made in the background: without one, changes are made alone. */
    private static HikariConfig groups(Postgresql store, Patience patience) {
        HikariConfig config =
                Connections.postgresql(store, "kdp-ledger-groups", RowGroups.WRITERS, patience.ofGroups());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static HikariDataSource open(HikariConfig config, List<HikariDataSource> opened) {
        HikariDataSource pool = new HikariDataSource(config);
        opened.add(pool);
        return pool;
    }

    private static Pool pool(HikariDataSource connections) {
        return new Pool(Jdbi.create(connections), "");
    }

    /**
     * Returns connections that the program uses as well, so each transaction limits its own waits. There are none for groups:
     * all changes of one would wait for a connection for as long as the program's pool lets them.
     */
    static Pools borrowed(Borrowed store, Patience patience) {
        Schema.require(store);
        Jdbi jdbi = Jdbi.create(store.source());
        // The standard handler takes a connection without auto-commit for one in a transaction, and commits nothing.
        jdbi.setTransactionHandler(LocalTransactionHandler.managed());
        return new Pools(
                new Pool(jdbi, limits(patience)),
                null,
                new Pool(jdbi, limits(Patience.ofHeartbeats(store.takeover()))),
                BORROWED,
                List.of());
    }

    private static String limits(Patience patience) {
        return ("SET LOCAL lock_timeout = %d; SET LOCAL statement_timeout = %d;"
                        + " SET LOCAL idle_in_transaction_session_timeout = %d")
                .formatted(
                        patience.lock().toMillis(),
                        patience.statement().toMillis(),
                        patience.answer().toMillis());
    }

    Pool main() {
        return main;
    }

    /** Returns null if changes are made alone, or in groups of another kind. */
    @Nullable Pool groups() {
        return groups;
    }

    Pool heart() {
        return heart;
    }

    /** Returns how many connections the callers of a ledger use at once. */
    int most() {
        return most;
    }

    /**
     * When one connection is broken, the idle ones are too: has them all replaced before they are used again, so that callers
     * do not find out one by one. One that could not be had says nothing of those that are there: groups would have all
     * replaced again and again while the server takes no more.
     */
    void evictIfBroken(RuntimeException trouble) {
        boolean broken = Throwables.getCausalChain(trouble).stream()
                .anyMatch(e -> e instanceof SQLException said
                        && String.valueOf(said.getSQLState()).startsWith(CONNECTION_EXCEPTION));
        if (broken && !(trouble instanceof ConnectionException)) {
            own.forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        }
    }

    @Override
    public void close() {
        own.forEach(HikariDataSource::close);
    }

    /**
     * A pool of connections.
     *
     * @param jdbi opens them
     * @param limits the statements that begin each transaction; empty if the connections have their limits
     */
    record Pool(Jdbi jdbi, String limits) {
        /** Runs work in a transaction, which is rolled back if the work throws. */
        <T> T inTransaction(Function<Session, T> work) {
            try (Session session = Session.open(jdbi)) {
                return session.inTransaction(sql -> {
                    if (!limits.isEmpty()) {
                        sql.handle().execute(limits);
                    }
                    return work.apply(sql);
                });
            }
        }
    }
}
