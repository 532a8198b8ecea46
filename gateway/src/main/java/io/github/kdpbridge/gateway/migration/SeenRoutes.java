package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases of all units, as they were a moment ago: lists go by them, and never wait for the ledger. While it cannot be
 * read, the last ones count. Writes do not go by them: the ledger decides in a claim. Safe for use by many threads.
 */
final class SeenRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SeenRoutes.class);
    /** Callers may invent customers. */
    private static final int MOST_NEW = 1000;

    private final Routes routes;
    private final Plans plans;
    private final Clock clock;
    private final Map<ResellerId, SeenAccount> accounts = new ConcurrentHashMap<>();
    /** Units of questions that the ledger does not know yet. */
    private final Set<Route> unknown = ConcurrentHashMap.newKeySet();

    private boolean isOutOfReach;

    /** @param clock the clock of the log */
    SeenRoutes(Routes routes, Plans plans, Clock clock) {
        this.routes = routes;
        this.plans = plans;
        this.clock = clock;
    }

    /** Returns the side of a list, or of the status of a transaction that the ledger does not know. Never blocks. */
    Generation sideOf(ResellerId reseller, Request<?> question) {
        return plans.firstOf(reseller, question)
                .map(this::phase)
                .orElse(Phase.DONE)
                .lists();
    }

    Routes routes() {
        return routes;
    }

    /** Returns the unit of a request of an account that migrates, in the phase that was seen last. Never blocks. */
    Route routeOf(ResellerId reseller, Request<?> request) {
        Route first = plans.firstOf(reseller, request).orElseThrow();
        return Route.first(first.unit(), phase(first));
    }

    private Phase phase(Route first) {
        Phase known = of(first.unit().reseller()).phase(first.unit());
        if (known == null && unknown.size() < MOST_NEW) {
            unknown.add(first);
        }
        return known == null ? first.phase() : known;
    }

    private SeenAccount of(ResellerId reseller) {
        return accounts.computeIfAbsent(reseller, SeenAccount::new);
    }

    /** Returns whether the old service does all writes of an account. Never blocks. */
    boolean isUnmoved(ResellerId reseller) {
        return plans.plan(reseller)
                        .filter(plan -> plan.start().writes() == Generation.GEN1)
                        .isPresent()
                && of(reseller).isOnGen1();
    }

    /** Returns how many units of an account are in each phase. Never waits for the ledger. */
    Map<Phase, Long> phases(ResellerId reseller, UnitKind kind) {
        return of(reseller).phases(kind);
    }

    /** Reads the phases again; keeps the last ones if the ledger cannot be read. */
    void refresh() {
        try {
            plans.resellers().forEach(this::read);
            recordUnknown();
            isOutOfReach = false;
        } catch (LedgerException e) {
            if (!isOutOfReach) {
                LOG.warn("the phases of customers cannot be read, so lists go by the last ones: {}", e.getMessage());
            }
            isOutOfReach = true;
        }
    }

    /** A unit that a question names can be moved, too. */
    private void recordUnknown() {
        for (Route first : List.copyOf(unknown)) {
            unknown.remove(
                    first); // one that cannot be recorded keeps no others from it; the next question adds it again
            routes.see(first.unit(), first.phase());
        }
    }

    /**
     * Begins to read the phases of an account, and records its own unit.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    void follow(ResellerId reseller) {
        plans.plan(reseller).ifPresent(plan -> routes.see(Unit.account(reseller), plan.start()));
        read(reseller);
    }

    private void read(ResellerId reseller) {
        of(reseller).refresh(routes, clock.instant());
    }
}
