package io.github.kdpbridge.gateway.ledger;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A change of one write's row, which can be made alone or in one batch with those of other writes.
 *
 * @param <T> its result
 */
final class RowChange<T> {
    private final String sql;
    private final String id;
    private final @Nullable Object[] values;
    private final IntFunction<T> changed;
    private final Function<Session, T> alone;

    /**
     * Creates a change.
     *
     * @param sql the statement of all changes of its kind; waits for no lock of a route, and returns the write's generation if
     *     it changed the row
     * @param id the write
     * @param values those of the statement; not copied
     * @param changed the result by the generation
     * @param alone makes the change in a transaction of its own, whatever the row is like; also after the statement was
     *     executed and nobody knows whether it was committed
     */
    RowChange(String sql, String id, @Nullable Object[] values, IntFunction<T> changed, Function<Session, T> alone) {
        this.sql = sql;
        this.id = id;
        this.values = values;
        this.changed = changed;
        this.alone = alone;
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

    T changed(int generation) {
        return changed.apply(generation);
    }

    Function<Session, T> alone() {
        return alone;
    }
}
