package io.github.kdpbridge.gateway.ledger;

import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of one write's row by one statement, which can be made alone or in one batch with those of other writes.
 *
 * @param <T> its result
 */
final class RowChange<T> {
    private final String sql;
    private final String id;
    private final @Nullable Object[] values;
    private final Function<OptionalInt, T> result;
    private final Function<Session, T> recorded;

    /**
     * Creates a change.
     *
     * @param sql the statement of all changes of its kind; waits for no lock of a route, and returns the write's generation if
     *     it changed the row
     * @param id the write
     * @param values those of the statement; not copied
     * @param result the result by the generation; empty if the statement did not change the row
     * @param recorded the result if the row was not changed, although an earlier execution may have changed it: nobody knows
     *     whether that was committed
     */
    RowChange(
            String sql,
            String id,
            @Nullable Object[] values,
            Function<OptionalInt, T> result,
            Function<Session, T> recorded) {
        this.sql = sql;
        this.id = id;
        this.values = values;
        this.result = result;
        this.recorded = recorded;
    }

    String sql() {
        return sql;
    }

    String id() {
        return id;
    }

    @Nullable Object[] values() {
        return values;
    }

    /** Returns about how many bytes the values take. */
    int bytes() {
        int bytes = 0;
        for (Object value : values) {
            bytes += value instanceof byte[] packed ? packed.length : value instanceof String text ? text.length() : 8;
        }
        return bytes;
    }

    T result(OptionalInt generation) {
        return result.apply(generation);
    }

    /** Makes the change in a transaction of its own. */
    T alone(Session session) {
        return result(session.returning(sql, values));
    }

    /** Does the same for a change that was in a transaction of which nobody knows whether it was committed. */
    T again(Session session) {
        OptionalInt generation = session.returning(sql, values);
        return generation.isPresent() ? result(generation) : recorded.apply(session);
    }
}
