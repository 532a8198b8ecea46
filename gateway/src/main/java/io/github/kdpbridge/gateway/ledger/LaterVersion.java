package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Values that only a later version of kdp-bridge knows. Gateways that share a ledger are updated one after the other, so that
 * those of before may meet them.
 */
final class LaterVersion {
    private LaterVersion() {}

    /** A row that cannot be understood, and on which something depends. */
    static final class UnknownValueException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private UnknownValueException(String what, String stored) {
            super("%s is %s, which only a later version of kdp-bridge knows; update this one".formatted(what, stored));
        }
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Returns a value by its name; empty for one of a later version. */
    static <E extends Enum<E>> Optional<E> find(Class<E> type, String stored) {
        return Enums.getIfPresent(type, stored).toJavaUtil();
    }

    /**
     * Returns a value by its name.
     *
     * @param what the row and the value, for the message
     * @throws UnknownValueException if it is one of a later version
     */
    static <E extends Enum<E>> E required(Class<E> type, String stored, String what) {
        return find(type, stored).orElseThrow(() -> new UnknownValueException(what, stored));
    }

    /** Returns the exception for a number of a later version. */
    static UnknownValueException unknown(String what, int stored) {
        return new UnknownValueException(what, Integer.toString(stored));
    }

    /** Returns the rows of a query without those of units that cannot be understood, which keep no others from being shown. */
    static <T> List<T> without(Query query, Reader<T> reader) {
        return query
                .map((row, context) -> {
                    try {
                        return Optional.of(reader.read(row));
                    } catch (UnknownValueException e) {
                        return Optional.<T>empty();
                    }
                })
                .stream()
                .flatMap(Optional::stream)
                .collect(ImmutableList.toImmutableList());
    }
}
