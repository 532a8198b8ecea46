package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.Lists;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A connection in use. Updates are prepared once and kept, because each write needs two; queries are rare, and go
 * through Jdbi. For one thread at a time.
 */
final class Session implements AutoCloseable {
    /** The batch size. */
    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Handle handle) {
        this.handle = handle;
    }

    static Session open(Jdbi jdbi) {
        return new Session(jdbi.open());
    }

    /** Runs work in a transaction, which is rolled back if the work throws. */
    <T> T inTransaction(Function<Session, T> work) {
        return handle.<T, RuntimeException>inTransaction(sql -> work.apply(this));
    }

    /** Returns the handle for queries. */
    Handle handle() {
        return handle;
    }

    /**
     * Changes rows.
     *
     * @param sql with a question mark for each value
     * @return how many rows were changed
     */
    int update(String sql, @Nullable Object... values) {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /**
     * Changes rows, and returns a number of one of them.
     *
     * @param sql with a question mark for each value, and {@code RETURNING}
     * @return empty if no row was changed
     */
    OptionalInt returning(String sql, @Nullable Object... values) {
        try (ResultSet row = bind(sql, values).executeQuery()) {
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /**
     * Changes rows for each of many sets of values.
     *
     * @param sql with a question mark for each value of a set
     */
    void updateEach(String sql, List<Object[]> sets) {
        try {
            for (List<Object[]> some : Lists.partition(sets, AT_ONCE)) {
                for (Object[] values : some) {
                    bind(sql, values).addBatch();
                }
                prepare(sql).executeBatch();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /**
     * Changes a row for each of some sets of values, in PostgreSQL.
     *
     * @param sql with a question mark for each value of a set, and {@code RETURNING}
     * @return a number of each row; empty where none was changed
     */
    List<OptionalInt> returningEach(String sql, List<@Nullable Object[]> sets) {
        // A batch has its rows where other statements have generated keys.
        try (PreparedStatement statement =
                handle.getConnection().prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            for (@Nullable Object[] values : sets) {
                bind(statement, values);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            List<OptionalInt> numbers = new ArrayList<>(counts.length);
            try (ResultSet rows = statement.getGeneratedKeys()) {
                for (int count : counts) {
                    numbers.add(count == 1 && rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty());
                }
            }
            return numbers;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, values);
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = handle.getConnection().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Closes the statements and returns the connection. */
    @Override
    public void close() {
        handle.close();
    }
}
