package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ObjectArrays;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Side;
import io.github.kdpbridge.core.migration.Route;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * First claims of writes whose unit may move. A claim locks the row of the unit's route, shared with other claims, until
 * its own record is committed: a flip waits for it, and sees the record. Safe for use by many threads.
 */
final class RoutedClaims {
    private static final String COLUMNS = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
            + " devices, outcome, owner, changed_at, claimed_at, unit, generation)";
    private static final String DONE_BEFORE = " ON CONFLICT (id) DO NOTHING";
    private static final String INSERT =
            COLUMNS + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?)" + DONE_BEFORE;
    /**
     * After a wait for a flip, PostgreSQL looks at the locked row again, but not at the other tables. The subquery still has
     * the epoch from before the wait; if it differs, names may have been added meanwhile, and nothing is inserted.
     */
    private static final String FAST = COLUMNS + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, r.unit, "
            + StoredRoute.WRITES + " FROM kdp_route r WHERE r.unit = ? AND r.hold IS NULL AND " + StoredRoute.WRITES
            + " IS NOT NULL"
            + " AND r.epoch = (SELECT s.epoch FROM kdp_route s WHERE s.unit = ?)"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_name WHERE name = ?)"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_write WHERE id >= ? AND id < ?)";

    /** A step belongs to the side of its write, not to that of its own id. */
    private static final String STEP = COLUMNS + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, o.unit, o.generation"
            + " FROM kdp_write o WHERE o.id = ?" + DONE_BEFORE + " RETURNING generation";

    private final StoredRoute routes;
    private final String fast;

    RoutedClaims(Database database, StoredRoute routes) {
        this.routes = routes;
        this.fast = fast(database);
    }

    /** Returns the statement of a claim that is neither a repeat nor held. */
    static String fast(Database database) {
        return fast(database, "FOR SHARE OF r");
    }

    /** Returns the same for groups, which record nothing of a unit that a move has locked. */
    static String passing(Database database) {
        return fast(database, "FOR SHARE OF r SKIP LOCKED");
    }

    private static String fast(Database database, String lock) {
        return FAST + database.locking(lock) + DONE_BEFORE + " RETURNING generation";
    }

    /** Returns the values of that statement. */
    static @Nullable Object[] fastValues(Entry entry, @Nullable Object[] row, Route first) {
        String unit = first.unit().id();
        String name = entry.name();
        return join(row, unit, unit, name, name, name + 'g');
    }

    /**
     * Records a write that is new.
     *
     * @param row the values of the row without unit and side
     * @param first the route of its unit, if that is seen for the first time
     * @return empty if the write is in the ledger already
     */
    Optional<Claim> claim(Session sql, Entry entry, @Nullable Object[] row, Route first) {
        String unit = first.unit().id();
        Entry.Origin origin = entry.origin();
        OptionalInt recorded = origin == null
                ? sql.returning(fast, fastValues(entry, row, first))
                : sql.returning(STEP, join(row, origin.id()));
        if (recorded.isPresent()) {
            return Optional.of(granted(entry, StoredSide.read(recorded.getAsInt())));
        }
        if (StoredSide.ofWrite(sql, entry.id()).isPresent()) {
            return Optional.empty();
        }
        Side side = side(sql, entry, first);
        if (side.isHeld()) {
            return Optional.of(new Claim(Right.HELD, entry.outcome(), side.generation()));
        }
        return sql.update(INSERT, join(row, unit, StoredSide.write(side.generation()))) == 1
                ? Optional.of(granted(entry, side.generation()))
                : Optional.empty();
    }

    private static Claim granted(Entry entry, Generation side) {
        return new Claim(Right.FIRST, entry.outcome(), side);
    }

    static @Nullable Object[] join(@Nullable Object[] row, Object... more) {
        return ObjectArrays.concat(row, more, Object.class);
    }

    /** The names are read after the lock is taken. */
    private Side side(Session sql, Entry entry, Route first) {
        Route route = routes.seeShared(sql, first);
        return StoredSide.ofName(sql, entry.name())
                .map(side -> new Side(side, false))
                .orElseGet(() -> new Side(route.writes(), route.isHeld()));
    }
}
