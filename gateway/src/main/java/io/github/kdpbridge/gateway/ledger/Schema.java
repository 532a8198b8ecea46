package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.gateway.ledger.LedgerStore.Borrowed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a ledger. */
final class Schema {
    /** The newest version in {@link #SCRIPTS}. */
    static final String VERSION = "10";

    private static final String SCRIPTS = "classpath:io/github/kdpbridge/gateway/ledger";
    static final String HISTORY = "kdp_schema_history";

    /** The version of a schema without any table of a ledger. */
    static final String BASELINE = "0";

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    /**
     * Migrates the tables to this version. Flyway would take tables of a newer version for its own: they are refused before.
     * Flyway is loaded only if there is work: it takes longer than all the rest of the start.
     *
     * @param source for the check
     * @param unhurried for the migration, which may take long in a large ledger
     * @throws IllegalStateException if the tables are of a newer version; the message is one line
     */
    static void bringUp(DataSource source, DataSource unhurried) {
        String found = find(source);
        if (found.equals(VERSION)) {
            return;
        }
        if (!found.isEmpty() && Integer.parseInt(found) > Integer.parseInt(VERSION)) {
            throw new IllegalStateException(tooNew(found));
        }
        Flyway.configure()
                .dataSource(unhurried)
                .locations(SCRIPTS)
                .table(HISTORY)
                .baselineOnMigrate(true) // the schema may hold another program's tables
                .baselineVersion(BASELINE)
                .callbacks(new RouteLock())
                .load()
                .migrate();
    }

    /**
     * Requires the tables in a database of the program, and brings them up if the store says so.
     *
     * @throws IllegalStateException if it is not PostgreSQL, or the tables are not of this version; the message is one line
     */
    static void require(Borrowed store) {
        requirePostgresql(store.source());
        if (store.migrates()) {
            bringUp(store.source(), store.source());
            return;
        }
        String found = find(store.source());
        if (!found.equals(VERSION)) {
            throw new IllegalStateException(
                    "%s, and this kdp-bridge needs version %s: let it bring them up, or run its scripts, %s, by other means"
                            .formatted(
                                    found.isEmpty()
                                            ? "it has no tables of a ledger"
                                            : "its tables have version " + found,
                                    VERSION,
                                    SCRIPTS));
        }
    }

    private static void requirePostgresql(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new IllegalStateException("it is " + product + ", and a ledger needs PostgreSQL");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("it cannot be reached", e);
        }
    }

    /** Says of a ledger that this program would damage it: it does not know what a newer one keeps there. */
    static String tooNew(String version) {
        return ("its tables have version %s, and this kdp-bridge knows %s at most: use the newer one again, or the backup"
                        + " that was made before the update")
                .formatted(version, VERSION);
    }

    /** Returns the version of the tables; empty if there are none. */
    private static String find(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return version(connection);
        } catch (SQLException e) {
            LOG.debug("the ledger has no tables yet: {}", e.getMessage());
            return "";
        }
    }

    /**
     * Returns the version of the tables; empty if it is not known.
     *
     * @throws SQLException if there are none, or they cannot be read
     */
    static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT version FROM " + HISTORY + " WHERE success ORDER BY installed_rank DESC LIMIT 1")) {
            return row.next() ? String.valueOf(row.getString("version")) : "";
        }
    }
}
