package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Routes.Census;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases of an account's units, as they were a moment ago. Of 100,000 units only those that changed are read. Safe for use
 * by many threads.
 */
final class SeenAccount {
    /** How far the clocks of gateways are apart, as a rule; if they are farther, all routes are read at each change. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SeenAccount.class);

    private final ResellerId reseller;
    private final Map<Unit, Route> routes = new ConcurrentHashMap<>();
    private Census census = Census.NONE;
    private Instant readUntil = Instant.EPOCH;
    private boolean isToldOfUnknown;
    private volatile boolean isOnGen1 = true;

    SeenAccount(ResellerId reseller) {
        this.reseller = reseller;
    }

    /** Returns the phase of a unit; null if it was not seen yet. */
    @Nullable Phase phase(Unit unit) {
        Route route = routes.get(unit);
        return route == null ? null : route.phase();
    }

    /** Returns how many units are in each phase; the account itself counts only if it moves as one. */
    Map<Phase, Long> phases(UnitKind kind) {
        return routes.values().stream()
                .filter(route -> route.unit().isAccount() == (kind == UnitKind.ACCOUNT))
                .collect(Collectors.groupingBy(Route::phase, Collectors.counting()));
    }

    /** Returns whether the old service does all writes of its units. */
    boolean isOnGen1() {
        return isOnGen1;
    }

    /**
     * Reads what has changed.
     *
     * @param now the time by the clock of the log
     */
    synchronized void refresh(Routes from, Instant now) {
        Census there = from.census(reseller);
        if (census.covers(there)) {
            return;
        }
        from.changedSince(reseller, readUntil.minus(SKEW)).forEach(this::put);
        if (!Census.of(routes.values()).covers(there)) {
            from.all(reseller).forEach(this::put);
            tellOfUnknown(there.units() - routes.size());
        }
        census = Census.of(routes.values());
        isOnGen1 = !isToldOfUnknown && routes.values().stream().allMatch(route -> route.writes() == Generation.GEN1);
        readUntil = now;
    }

    /** The error of a call of such a unit names its phase. */
    private void tellOfUnknown(long more) {
        if (more > 0 && !isToldOfUnknown) {
            LOG.warn(
                    "{} of reseller {} cannot be read, and {} not shown: only a later version of kdp-bridge knows {} phase;"
                            + " update this one",
                    Count.of(more, "unit", "units"),
                    reseller,
                    more == 1 ? "is" : "are",
                    more == 1 ? "its" : "their");
        }
        isToldOfUnknown = more > 0;
    }

    private void put(Route route) {
        routes.put(route.unit(), route);
    }
}
