package io.github.kdpbridge.gateway.ledger;

import com.zaxxer.hikari.HikariConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Borrowed;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

final class Connections {
    private static final Duration PATIENCE_WITH_A_FILE = Duration.ofSeconds(1);
    private static final Duration VALIDATION = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /**
     * WAL checkpoint threshold in pages of 4 KiB (SQLite's default is 1000). A page that changes several times between
     * checkpoints is copied once.
     */
    static final int PAGES_BESIDE = 4000;

    private Connections() {}

    /** One connection with an exclusive lock on the file: two gateways on one file would not see each other's locks. */
    static HikariConfig sqlite(SqliteFile store) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("kdp-ledger");
        config.setDataSource(exclusive(store));
        config.setConnectionTimeout(Patience.STANDARD.pool().toMillis());
        config.setMaximumPoolSize(1);
        config.setMaxLifetime(0);
        return config;
    }

    static SQLiteDataSource exclusive(SqliteFile store) {
        SQLiteConfig sqlite = patient();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.FULL);
        sqlite.setLockingMode(LockingMode.EXCLUSIVE);
        sqlite.setGetGeneratedKeys(false);
        sqlite.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(PAGES_BESIDE));
        return source(store, sqlite);
    }

    /** Returns a source that opens the file without a lasting lock and without changing its settings. */
    static SQLiteDataSource inPassing(SqliteFile store) {
        return source(store, patient());
    }

    /** The same with a lock, as the ledger itself has it: without one, a file in WAL mode needs memory that processes share. */
    static SQLiteDataSource inPassingWithLock(SqliteFile store) {
        SQLiteConfig sqlite = patient();
        sqlite.setLockingMode(LockingMode.EXCLUSIVE);
        return source(store, sqlite);
    }

    private static SQLiteConfig patient() {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setBusyTimeout(Math.toIntExact(PATIENCE_WITH_A_FILE.toMillis()));
        return sqlite;
    }

    private static SQLiteDataSource source(SqliteFile store, SQLiteConfig sqlite) {
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + store.file());
        return source;
    }

    /**
     * Returns a pool in which every step has a time-out.
     *
     * @param most the most connections
     */
    static HikariConfig postgresql(Postgresql store, String name, int most, Patience patience) {
        PGSimpleDataSource source = postgresql(store, patience);
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setConnectionTimeout(patience.pool().toMillis());
        config.setValidationTimeout(
                Math.min(VALIDATION.toMillis(), patience.pool().toMillis()));
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setMaximumPoolSize(most);
        config.setConnectionInitSql(
                "SET lock_timeout = %d; SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                        .formatted(
                                patience.lock().toMillis(),
                                patience.statement().toMillis(),
                                patience.answer().toMillis()));
        return config;
    }

    /**
     * Returns a source of single connections to a database that is shared.
     *
     * @param unhurried whether an answer may take any time
     */
    static DataSource shared(LedgerStore store, boolean unhurried) {
        if (store instanceof Borrowed borrowed) {
            return borrowed.source();
        }
        Postgresql postgresql = (Postgresql) store;
        return unhurried ? unhurried(postgresql) : postgresql(postgresql, Patience.STANDARD);
    }

    /** Uses the driver's setters, because it ignores properties of another type. The URL overrides them. */
    static PGSimpleDataSource postgresql(Postgresql store, Patience patience) {
        PGSimpleDataSource source = login(patience);
        source.setSocketTimeout(seconds(patience.answer()));
        return withUrl(source, store);
    }

    /** Returns a source without a socket time-out, for migrations. */
    static PGSimpleDataSource unhurried(Postgresql store) {
        return withUrl(login(Patience.STANDARD), store);
    }

    private static PGSimpleDataSource login(Patience patience) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setApplicationName("kdp-bridge");
        source.setConnectTimeout(seconds(patience.connect()));
        source.setLoginTimeout(seconds(patience.connect()));
        source.setTcpKeepAlive(true);
        return source;
    }

    private static PGSimpleDataSource withUrl(PGSimpleDataSource source, Postgresql store) {
        source.setURL(store.url());
        if (!store.user().isEmpty()) {
            source.setUser(store.user());
        }
        if (!store.password().isEmpty()) {
            source.setPassword(store.password());
        }
        return source;
    }

    private static int seconds(Duration time) {
        return Math.max(1, Math.toIntExact(time.toSeconds()));
    }
}
