package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The accepted transactions that keep a unit from moving. A status that shows one of them complete ends that, once a program
 * over the ledger has seen it. Safe for use by many threads; the methods hold the calling one.
 */
public final class Unfinished {
    /** Of a write with steps, those count. */
    static final String IDS = "SELECT w.id FROM kdp_write w WHERE w.unit = :unit"
            + " AND w.generation = :generation AND w.completed_at IS NULL AND w.outcome = 'ACCEPTED'"
            + " AND w.changed_at > :before AND " + SqlDrain.HAS_NO_STEPS + " LIMIT :most";

    private final SqlLedger ledger;
    private final Function<ResellerId, DrainLimits> limits;

    /**
     * Creates a view of a ledger.
     *
     * @param limits the limits of an account's moves
     */
    public Unfinished(SqlLedger ledger, Function<ResellerId, DrainLimits> limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    /**
     * Returns questions for transactions of a unit, on the side that serves it.
     *
     * @param most how many at most
     * @throws io.github.kdpbridge.core.ledger.LedgerException if the ledger cannot be read
     */
    public List<StatusRequest> of(Unit unit, int most) {
        long before = ledger.clock().millis()
                - limits.apply(unit.reseller()).settleWindow().toMillis();
        List<String> ids = ledger.database().inTransaction(sql -> {
            Route route = StoredRoute.find(sql, unit).orElse(null);
            return route == null
                    ? List.<String>of()
                    : sql.handle()
                            .createQuery(IDS)
                            .bind("unit", unit.id())
                            .bind("generation", StoredSide.write(route.writes()))
                            .bind("before", before)
                            .bind("most", most)
                            .mapTo(String.class)
                            .list();
        });
        return ids.stream()
                .map(ledger::find)
                .flatMap(Optional::stream)
                .map(this::whole)
                .map(Entry::request)
                .map(StatusRequest::of)
                .distinct()
                .toList();
    }

    /** The service knows steps by ids of their own; their status is that of the write that they are steps of. */
    private Entry whole(Entry entry) {
        Entry.Origin origin = entry.origin();
        return origin == null
                ? entry
                : ledger.find(origin.id()).map(this::whole).orElse(entry);
    }
}
