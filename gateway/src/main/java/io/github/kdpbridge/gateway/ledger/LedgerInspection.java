package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Looks whether a ledger, or a backup of one, is whole. It changes nothing, and reads all of it. */
public final class LedgerInspection {
    private static final int MOST_FINDINGS = 10;
    private static final String IN_USE =
            "a gateway uses it; kdp ledger backup without --ledger makes a backup through that gateway";

    /** States that no transaction leaves behind, with the query that counts them. */
    private static final Map<String, String> HALF_STATES = ImmutableMap.<String, String>builder()
            .put(
                    "writes have an outcome that this version does not know",
                    "SELECT COUNT(*) FROM kdp_write WHERE outcome NOT IN ("
                            + Stream.of(StoredAnswer.Kind.values())
                                    .map(kind -> "'" + kind + "'")
                                    .collect(Collectors.joining(", "))
                            + ")")
            .put(
                    "writes have an outcome without its answer",
                    "SELECT COUNT(*) FROM kdp_write"
                            + " WHERE outcome IN ('ACCEPTED', 'REFUSED', 'CONTESTED') AND answer IS NULL")
            .put(
                    "parts of writes have no place among the others",
                    "SELECT COUNT(*) FROM kdp_write WHERE origin IS NOT NULL AND NOT part BETWEEN 1 AND parts")
            .put(
                    "units have another number of moves than entries in the log",
                    "SELECT COUNT(*) FROM kdp_route r"
                            + " WHERE r.epoch <> (SELECT COUNT(*) FROM kdp_move m WHERE m.unit = r.unit)")
            .put(
                    "units move without an entry of the move in the log, or the other way round",
                    "SELECT COUNT(*) FROM kdp_route r WHERE (r.mover IS NOT NULL) <> EXISTS (SELECT 1 FROM kdp_move m"
                            + " WHERE m.unit = r.unit AND m.epoch = r.epoch AND m.result = 'BEGUN')")
            .put(
                    "units hold writes without a move",
                    "SELECT COUNT(*) FROM kdp_route WHERE hold IS NOT NULL AND mover IS NULL")
            .build();

    private LedgerInspection() {}

    /**
     * Reads a ledger. Blocks for as long as that takes.
     *
     * @throws IllegalArgumentException if there is no ledger, or one of a newer version; the message is one line
     * @throws LedgerException if it cannot be read, or a gateway uses the file; the message is one line
     */
    public static LedgerReport of(LedgerStore store) {
        try {
            return store instanceof SqliteFile sqlite ? ofFile(sqlite) : ofDatabase(store);
        } catch (SQLException | IOException e) {
            SQLiteErrorCode code =
                    e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_OK;
            if (code == SQLiteErrorCode.SQLITE_NOTADB) {
                throw new IllegalArgumentException(noLedger(store), e);
            }
            Exception why = code == SQLiteErrorCode.SQLITE_BUSY ? new IOException(IN_USE) : e;
            throw Database.trouble(Database.where(store), "cannot be read", why);
        }
    }

    private static String noLedger(LedgerStore store) {
        return "the " + Database.where(store) + " holds no ledger";
    }

    private static LedgerReport ofFile(SqliteFile store) throws IOException, SQLException {
        if (!Files.isRegularFile(store.file())) {
            throw new IllegalArgumentException("there is no file " + store.file());
        }
        NativeLibrary.load();
        try (Connection connection = Connections.inPassing(store).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA query_only = true");
            connection.setAutoCommit(false);
            return new Reading(store, sql).report(integrity(sql));
        }
    }

    private static LedgerReport ofDatabase(LedgerStore store) throws SQLException {
        try (Connection connection = Connections.shared(store, true).getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (Statement sql = connection.createStatement()) {
                return new Reading(store, sql).report(List.of());
            }
        }
    }

    private static List<String> integrity(Statement sql) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("PRAGMA integrity_check(" + MOST_FINDINGS + ")")) {
            while (rows.next()) {
                findings.add(rows.getString(1));
            }
        }
        return findings.equals(List.of("ok")) ? List.of() : findings;
    }

    /** A ledger that is read in one transaction. */
    private record Reading(LedgerStore store, Statement sql) {
        private LedgerReport report(List<String> damage) throws SQLException {
            int version = version();
            if (version > LedgerReport.NEWEST) {
                throw new IllegalArgumentException("the ledger's " + Database.where(store) + " cannot be read: "
                        + Schema.tooNew(Integer.toString(version)));
            }
            List<String> problems = new ArrayList<>(damage);
            if (version == LedgerReport.NEWEST) { // an older one is brought to this version first
                problems.addAll(halfStates());
            }
            try (ResultSet row = sql.executeQuery("SELECT COUNT(*), COUNT(CASE WHEN outcome = 'OPEN' THEN 1 END),"
                    + " MIN(CASE WHEN outcome = 'OPEN' THEN changed_at END) FROM kdp_write")) {
                row.next();
                long open = row.getLong(2);
                Instant oldest = open == 0 ? null : Instant.ofEpochMilli(row.getLong(3));
                LedgerReport.Writes writes = new LedgerReport.Writes(row.getLong(1) - open, open, oldest);
                return new LedgerReport(store.place(), version, writes, problems);
            }
        }

        private int version() throws SQLException {
            boolean hasHistory;
            try (ResultSet tables =
                    sql.getConnection().getMetaData().getTables(null, null, Schema.HISTORY, new String[] {"TABLE"})) {
                hasHistory = tables.next();
            }
            String version = hasHistory ? Schema.version(sql.getConnection()) : "";
            if (version.isEmpty() || version.equals(Schema.BASELINE)) {
                throw new IllegalArgumentException(noLedger(store));
            }
            return Integer.parseInt(version);
        }

        private List<String> halfStates() throws SQLException {
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, String> state : HALF_STATES.entrySet()) {
                try (ResultSet row = sql.executeQuery(state.getValue())) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        found.add(row.getLong(1) + " " + state.getKey());
                    }
                }
            }
            return found;
        }
    }
}
