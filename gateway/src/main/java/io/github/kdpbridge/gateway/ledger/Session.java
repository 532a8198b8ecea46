package io.github.kdpbridge.gateway.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A connection in use. What changes rows is prepared once and then kept, because each write needs it twice; what reads is
 * rare, and goes through Jdbi. For one thread at a time.
 */
final class Session implements AutoCloseable {
    private final Handle handle;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Handle handle) {
        this.handle = handle;
    }

    static Session open(Jdbi jdbi) {
        return new Session(jdbi.open());
    }

    /** Has work done in a transaction, which is undone if the work throws. */
    <T> T inTransaction(Function<Session, T> work) {
        return handle.<T, RuntimeException>inTransaction(sql -> work.apply(this));
    }

    /** Returns what to read with. */
    Handle handle() {
        return handle;
    }

    /**
     * Changes rows.
     *
     * @param sql with a question mark for each value
     * @return how many were changed
     */
    int update(String sql, @Nullable Object... values) {
        try {
            PreparedStatement statement = prepared.get(sql);
            if (statement == null) {
                statement = handle.getConnection().prepareStatement(sql);
                prepared.put(sql, statement);
            }
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Gives the connection back, which closes its statements. */
    @Override
    public void close() {
        handle.close();
    }
}
