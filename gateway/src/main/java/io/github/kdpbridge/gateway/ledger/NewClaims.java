package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.Route;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Claims of writes whose transaction ids the ledger does not know: nearly all. Each is one statement, which records nothing if
 * the id is known, or if a move has locked the write's unit. Safe for use by many threads.
 */
final class NewClaims {
    /** Of an account that does not migrate. */
    static final String PLAIN = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
            + " devices, outcome, owner, changed_at, claimed_at) SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?"
            + " WHERE NOT EXISTS (SELECT 1 FROM kdp_write WHERE id >= ? AND id < ?)"
            + " ON CONFLICT (id) DO NOTHING RETURNING generation";

    /** No two claims of a gateway have the same moment. */
    private static final String RECORDED =
            "SELECT generation FROM kdp_write WHERE id = ? AND owner = ? AND claimed_at = ?";

    private final String me;
    private final Moments moments;
    private final Routing routing;
    private final String routed;

    /**
     * Creates claims.
     *
     * @param me the gateway
     */
    NewClaims(Database database, String me, Moments moments, Routing routing) {
        this.me = me;
        this.moments = moments;
        this.routing = routing;
        this.routed = RoutedClaims.passing(database);
    }

    /** Returns the change that records a claim; its result is empty if the ledger may know the transaction id. */
    RowChange<Optional<Claim>> of(Entry entry) {
        long moment = moments.next();
        @Nullable Object[] row = StoredWrite.row(entry, me, moment);
        Optional<Route> first = routing.first(entry.reseller(), entry.request());
        return new RowChange<>(
                first.isPresent() ? routed : PLAIN,
                entry.id(),
                first.isPresent()
                        ? RoutedClaims.fastValues(entry, row, first.get())
                        : RoutedClaims.join(row, entry.name(), entry.name() + 'g'),
                side -> granted(entry, side),
                sql -> granted(entry, sql.returning(RECORDED, entry.id(), me, moment)));
    }

    private static Optional<Claim> granted(Entry entry, OptionalInt side) {
        return side.isPresent()
                ? Optional.of(new Claim(Right.FIRST, entry.outcome(), StoredSide.read(side.getAsInt())))
                : Optional.empty();
    }
}
