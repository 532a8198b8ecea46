package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tries a ledger as a gateway would use it, without a lasting effect: opens the database, writes, and rolls back. A
 * ledger in use is not disturbed, and a missing one is not created.
 */
public final class LedgerTrial {
    private static final List<String> FILES = List.of("", "-wal", "-shm", "-journal");

    private LedgerTrial() {}

    /**
     * Tries a ledger. Blocks for a few seconds at most.
     *
     * @return the result in words
     * @throws LedgerException if a gateway could not use it; the message is one line and says why
     */
    public static String of(LedgerStore store) {
        try {
            return store instanceof SqliteFile sqlite ? file(sqlite) : database(store);
        } catch (SQLException | IOException | RuntimeException e) {
            throw Database.trouble(Database.where(store), "cannot be used", e);
        }
    }

    private static String file(SqliteFile store) throws IOException, SQLException {
        NativeLibrary.load();
        Path folder = LedgerFile.folder(store.file());
        try {
            FoundFile.require(store);
            return Files.exists(store.file()) ? thereAlready(store) : newFile(folder);
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return "is used by a gateway now";
            }
            throw e;
        }
    }

    private static String thereAlready(SqliteFile store) throws SQLException {
        try (Connection connection = Connections.inPassing(store).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            sql.execute("CREATE TABLE kdp_trial (id INTEGER)");
            sql.execute("ROLLBACK");
            return "can be written";
        }
    }

    private static String newFile(Path folder) throws IOException, SQLException {
        Path trial = folder.resolve(".kdp-trial-" + UUID.randomUUID() + ".db");
        try (Connection connection =
                        Connections.exclusive(new SqliteFile(trial)).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE kdp_trial (id INTEGER)");
            return "can be written";
        } finally {
            for (String suffix : FILES) {
                Files.deleteIfExists(trial.resolveSibling(trial.getFileName() + suffix));
            }
        }
    }

    private static String database(LedgerStore store) throws SQLException {
        try (Connection connection = Connections.shared(store, false).getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                sql.execute(
                        "SET LOCAL lock_timeout = " + Patience.STANDARD.lock().toMillis());
                if (hasTables(sql)) {
                    sql.execute("INSERT INTO kdp_gateway (id, beat) VALUES ('" + UUID.randomUUID() + "', 1)");
                    sql.execute("DELETE FROM kdp_write WHERE 1 = 0");
                } else {
                    sql.execute("CREATE TABLE kdp_trial (id INTEGER)");
                }
                return "answers, version " + connection.getMetaData().getDatabaseProductVersion();
            } finally {
                connection.rollback();
            }
        }
    }

    private static boolean hasTables(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT to_regclass('kdp_write') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
