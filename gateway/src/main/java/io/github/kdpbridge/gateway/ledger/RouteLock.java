package io.github.kdpbridge.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Locks the routes for the script that makes one of their indexes and drops another, while gateways of the version before use
 * the database. It would take a shared lock first and an exclusive one then; two that do so, or a writer in between, wait for
 * each other. The script itself must not change: its checksum stands in each ledger.
 */
final class RouteLock extends BaseCallback {
    private static final String SCRIPT = "8";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                && context.getMigrationInfo() != null
                && SCRIPT.equals(String.valueOf(context.getMigrationInfo().getVersion()));
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                statement.execute("LOCK TABLE kdp_route IN ACCESS EXCLUSIVE MODE");
            }
        } catch (SQLException e) {
            throw new FlywayException("the routes cannot be locked: " + e.getMessage(), e);
        }
    }
}
