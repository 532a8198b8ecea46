package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database of a ledger, with the tables of this version. Safe for use by many threads. */
final class Database implements AutoCloseable {
    private static final String SCHEMA = "classpath:io/github/kdpbridge/gateway/ledger";
    private static final String HISTORY = "kdp_schema_history";
    /** The newest of the files in {@link #SCHEMA}. */
    static final String VERSION = "3";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_A_FILE = Duration.ofSeconds(1);
    /** Each holds one for the moments of a statement only, never while the service is asked. */
    private static final int CONNECTIONS = 16;

    /**
     * How many pages of 4 KiB SQLite writes to the file beside the ledger before it brings them over; 1000 unless set. A page
     * that is written several times meanwhile is brought over once.
     */
    private static final int PAGES_BESIDE = 4000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    /** Null if there are connections enough, and the database itself makes many transactions durable at once. */
    private final @Nullable GroupCommit group;

    private final String where;

    private Database(HikariDataSource pool, String where) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.group = pool.getMaximumPoolSize() == 1 ? new GroupCommit(jdbi) : null;
        this.where = where;
    }

    /**
     * Opens a database, and brings its tables to this version.
     *
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    static Database open(LedgerStore store) {
        String where = store instanceof SqliteFile sqlite ? "file " + sqlite.file() : "database";
        HikariConfig config = new HikariConfig();
        config.setPoolName("kdp-ledger");
        config.setConnectionTimeout(PATIENCE.toMillis());
        if (store instanceof SqliteFile sqlite) {
            sqlite(sqlite, config);
        } else {
            postgresql((Postgresql) store, config);
        }
        try {
            if (store instanceof SqliteFile sqlite) {
                createForOwnerAlone(sqlite.file());
            }
            HikariDataSource pool = new HikariDataSource(config);
            try {
                migrate(pool);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
            return new Database(pool, where);
        } catch (RuntimeException | IOException e) {
            throw trouble(where, "cannot be opened", e);
        }
    }

    /** SQLite gives the files that it puts beside it the same permissions. */
    private static void createForOwnerAlone(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        if (Files.notExists(file) && posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** One connection, which holds the file for itself: two gateways on one file would not see each other's locks. */
    private static void sqlite(SqliteFile store, HikariConfig config) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.FULL);
        sqlite.setLockingMode(LockingMode.EXCLUSIVE);
        sqlite.setGetGeneratedKeys(false);
        sqlite.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(PAGES_BESIDE));
        sqlite.setBusyTimeout(Math.toIntExact(PATIENCE_WITH_A_FILE.toMillis()));
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + store.file());
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        config.setMaxLifetime(0);
    }

    private static void postgresql(Postgresql store, HikariConfig config) {
        config.setJdbcUrl(store.url());
        if (!store.user().isEmpty()) {
            config.setUsername(store.user());
        }
        if (!store.password().isEmpty()) {
            config.setPassword(store.password());
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.addDataSourceProperty("ApplicationName", "kdp-bridge");
        config.addDataSourceProperty("connectTimeout", PATIENCE.toSeconds());
        config.addDataSourceProperty("socketTimeout", PATIENCE.multipliedBy(2).toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", true);
    }

    /** Flyway is not even loaded if there is nothing to do: it would take longer than all the rest of the start. */
    private static void migrate(HikariDataSource pool) {
        if (isCurrent(pool)) {
            return;
        }
        Flyway.configure()
                .dataSource(pool)
                .locations(SCHEMA)
                .table(HISTORY)
                .baselineOnMigrate(true) // somebody else's tables may be in the same schema
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean isCurrent(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT version FROM " + HISTORY + " WHERE success ORDER BY installed_rank DESC LIMIT 1")) {
            return row.next() && VERSION.equals(row.getString("version"));
        } catch (SQLException e) {
            LOG.debug("the ledger has no tables yet: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Has something done in a transaction.
     *
     * @throws LedgerException if it was not done
     */
    <T> T inTransaction(Function<Session, T> work) {
        try {
            return group == null ? inOwnTransaction(work) : group.run(work);
        } catch (JdbiException | IllegalArgumentException | RejectedExecutionException e) {
            throw trouble(where, "cannot be used", e);
        }
    }

    private <T> T inOwnTransaction(Function<Session, T> work) {
        try (Session session = Session.open(jdbi)) {
            return session.inTransaction(work);
        }
    }

    /**
     * Has something done that need not be durable before the caller goes on: before whatever is asked for from now on, and
     * perhaps not until then.
     *
     * @param result is told the result, or a {@link LedgerException}
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

    private static LedgerException trouble(String where, String what, Throwable e) {
        Throwable last = Throwables.getCausalChain(e).stream()
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> Throwables.getRootCause(e));
        String why = last instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                ? "another process uses it; a file is for one gateway alone"
                : String.valueOf(last.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return new LedgerException("the ledger's " + where + " " + what + ": " + why, e);
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
        pool.close();
    }
}
