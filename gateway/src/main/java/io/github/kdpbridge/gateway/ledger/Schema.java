package io.github.kdpbridge.gateway.ledger;

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
    static final String VERSION = "7";

    private static final String SCRIPTS = "classpath:io/github/kdpbridge/gateway/ledger";
    private static final String HISTORY = "kdp_schema_history";

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    /**
     * Migrates the tables to this version. Flyway is loaded only if there is work: it takes longer than all the rest of
     * the start.
     *
     * @param source for the check
     * @param unhurried for the migration, which may take long in a large ledger
     */
    static void bringUp(DataSource source, DataSource unhurried) {
        if (isCurrent(source)) {
            return;
        }
        Flyway.configure()
                .dataSource(unhurried)
                .locations(SCRIPTS)
                .table(HISTORY)
                .baselineOnMigrate(true) // the schema may hold another program's tables
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean isCurrent(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return VERSION.equals(version(connection));
        } catch (SQLException e) {
            LOG.debug("the ledger has no tables yet: {}", e.getMessage());
            return false;
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
