package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import java.nio.file.Path;
import java.time.Clock;

/** Where a ledger can be. */
enum StoreKind {
    SQLITE,
    POSTGRESQL;

    /** A file {@code ledger.db} that is not there yet, or a database without tables. */
    LedgerStore empty(Path folder, TestDatabase postgresql) {
        return this == SQLITE ? new LedgerStore.SqliteFile(folder.resolve("ledger.db")) : postgresql.empty();
    }

    /** How a program of another kind reaches a store. */
    static String url(LedgerStore store) {
        return store instanceof LedgerStore.Postgresql database ? database.url() : "jdbc:sqlite:" + store.place();
    }

    /** A ledger that does nothing by itself. */
    static SqlLedger open(LedgerStore store) {
        return SqlLedger.withoutHeart(store, Ticker.systemTicker(), Clock.systemUTC());
    }
}
