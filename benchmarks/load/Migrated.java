import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Fills a ledger's file, whose tables are there, with an account of 500 customers that migrates: 10,000 differences, 750
 * moves, and comparisons of each hour of a day.
 */
public final class Migrated {
    private static final int CUSTOMERS = 500;
    private static final int DIFFERENCES_OF_EACH = 20;
    private static final int HOURS = 24;
    private static final long HOUR = 3_600_000;
    private static final String[] PHASES = {"GEN1", "SHADOW", "CANARY", "GEN2"};

    /** The file and the account. */
    public static void main(String[] args) throws Exception {
        long now = System.currentTimeMillis();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
            ledger.setAutoCommit(false);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                String name = String.valueOf(1200000000 + customer);
                String unit = HexFormat.of().formatHex(digest(args[1], "CUSTOMER", name));
                int phase = customer % PHASES.length;
                insert(
                        ledger,
                        "INSERT INTO kdp_route (unit, reseller, kind, name, phase, epoch, first_seen, changed_at)"
                                + " VALUES (?, ?, 'CUSTOMER', ?, ?, ?, ?, ?)",
                        unit,
                        args[1],
                        '"' + name + '"',
                        PHASES[phase],
                        phase,
                        now * 1000 + customer,
                        now);
                moves(ledger, unit, phase, now);
                differences(ledger, unit, customer, now);
                comparisons(ledger, unit, now);
            }
            ledger.commit();
        }
    }

    /** The id of a unit: each text behind its length, of which the lowest byte is the first. */
    private static byte[] digest(String... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(Integer.reverseBytes(bytes.length))
                    .array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static void moves(Connection ledger, String unit, int phase, long now) throws SQLException {
        for (int epoch = 1; epoch <= phase; epoch++) {
            insert(
                    ledger,
                    "INSERT INTO kdp_move (unit, epoch, phase_from, phase_to, kind, result, who, via, reason, evidence, at)"
                            + " VALUES (?, ?, ?, ?, 'FORWARD', 'MOVED', 'operator-1', 'PAGE', 'agreed with support', '', ?)",
                    unit,
                    epoch,
                    PHASES[epoch - 1],
                    PHASES[epoch],
                    now - (PHASES.length - epoch) * HOUR);
        }
    }

    private static void differences(Connection ledger, String unit, int customer, long now) throws SQLException {
        for (int i = 0; i < DIFFERENCES_OF_EACH; i++) {
            insert(
                    ledger,
                    "INSERT INTO kdp_difference (id, unit, operation, path, kind, gen1, gen2, occurrences, seen, unseen,"
                            + " first_at, last_at, state) VALUES (?, ?, 'devices', ?, ?, ?, ?, 1, 7, 0, ?, ?, 'NEW')",
                    "%016x%016x".formatted(customer, i),
                    unit,
                    "devices[].data" + i,
                    i < 2 ? "FACT" : "TEXT",
                    "the text of generation 1, number " + customer,
                    "the text of generation 2, number " + customer,
                    now - HOUR - i,
                    now - customer);
        }
    }

    private static void comparisons(Connection ledger, String unit, long now) throws SQLException {
        for (int hour = 0; hour < HOURS; hour++) {
            for (String operation : new String[] {"devices", "customers", "status"}) {
                insert(
                        ledger,
                        "INSERT INTO kdp_parity (unit, operation, hour, matched, tolerated, mismatched, incomparable, dropped,"
                                + " equal_lists) VALUES (?, ?, ?, 40, 1, 1, 0, 0, 1)",
                        unit,
                        operation,
                        now / HOUR * HOUR - hour * HOUR);
            }
        }
    }

    private static void insert(Connection ledger, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = ledger.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
