package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claims of writes whose transaction ids the ledger does not know: nearly all. Each is one statement, which records nothing if
 * the id is known. Safe for use by many threads.
 */
final class NewClaims {
    static final String INSERT = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
            + " devices, outcome, owner, changed_at, claimed_at) SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?"
            + " WHERE NOT EXISTS (SELECT 1 FROM kdp_write WHERE id >= ? AND id < ?) ON CONFLICT (id) DO NOTHING";

    private static final String RETURNING = INSERT + " RETURNING generation";
    /** No two claims of a gateway have the same moment. */
    private static final String RECORDED =
            "SELECT generation FROM kdp_write WHERE id = ? AND owner = ? AND claimed_at = ?";

    private final Database database;
    private final String me;
    private final Moments moments;
    private final Routing routing;
    private final String waiting;
    private final String passing;

    /**
     * Creates claims.
     *
     * @param me the gateway
     */
    NewClaims(Database database, String me, Moments moments, Routing routing) {
        this.database = database;
        this.me = me;
        this.moments = moments;
        this.routing = routing;
        this.waiting = RoutedClaims.fast(database);
        this.passing = RoutedClaims.passing(database);
    }

    /** Returns the change that records a claim; its result is empty if the ledger may know the transaction id. */
    RowChange<Optional<Claim>> of(Entry entry) {
        long moment = moments.next();
        @Nullable Object[] row = StoredWrite.row(entry, me, moment);
        Optional<Route> first = routing.first(entry.reseller(), entry.request());
        @Nullable Object[] values = first.isPresent()
                ? RoutedClaims.fastValues(entry, row, first.get())
                : RoutedClaims.join(row, entry.name(), entry.name() + 'g');
        return new RowChange<>(
                first.isPresent() ? passing : RETURNING,
                entry.id(),
                values,
                side -> granted(entry, StoredSide.read(side)),
                sql -> {
                    database.requireThere();
                    Optional<Claim> recorded = first.isPresent()
                            ? recorded(sql, entry, waiting, values)
                            : granted(entry, Generation.GEN2).filter(claim -> sql.update(INSERT, values) == 1);
                    // It may have been recorded in a group whose commit was not heard of.
                    return recorded.isPresent() ? recorded : recorded(sql, entry, RECORDED, entry.id(), me, moment);
                });
    }

    private static Optional<Claim> recorded(Session sql, Entry entry, String statement, @Nullable Object... values) {
        var side = sql.returning(statement, values);
        return side.isPresent() ? granted(entry, StoredSide.read(side.getAsInt())) : Optional.empty();
    }

    private static Optional<Claim> granted(Entry entry, Generation side) {
        return Optional.of(new Claim(Right.FIRST, entry.outcome(), side));
    }
}
