package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.Routing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The migrations of a gateway's accounts, as its configuration plans them. Safe for use by many threads. */
public final class Plans implements Routing {
    private final Duration takeover;
    /** An account stays after a reload without it: its last requests may be under way. */
    private final Map<ResellerId, MigratingAccount> accounts = new ConcurrentHashMap<>();

    /**
     * Creates plans without an account.
     *
     * @param takeover how long a gateway is silent before others take over its writes
     */
    public Plans(Duration takeover) {
        this.takeover = takeover;
    }

    /** Follows the plans of these accounts from now on. */
    void follow(List<MigratingAccount> migrating) {
        migrating.forEach(account -> accounts.put(account.reseller(), account));
    }

    /** Returns the accounts that migrate, in no particular order. */
    List<ResellerId> resellers() {
        return List.copyOf(accounts.keySet());
    }

    Optional<Plan> plan(ResellerId reseller) {
        return find(reseller).map(account -> account.migration().plan());
    }

    private Optional<MigratingAccount> find(ResellerId reseller) {
        return Optional.ofNullable(accounts.get(reseller));
    }

    /** Returns the route of a request's unit at its first sight; empty if the account does not migrate. */
    Optional<Route> firstOf(ResellerId reseller, Request<?> request) {
        return plan(reseller).map(plan -> Route.first(plan.kind().unit(reseller, request), plan.start()));
    }

    @Override
    public Optional<Route> first(ResellerId reseller, WriteRequest write) {
        return firstOf(reseller, write);
    }

    /** Returns whether the old service is asked for the transaction ids of an account's customers that have moved. */
    boolean asksForUsedIds(ResellerId reseller) {
        return find(reseller)
                .filter(account -> account.migration().safeguards().asksForUsedIds())
                .isPresent();
    }

    /** Returns how long a move of an account may take; empty if it does not migrate here. */
    Optional<Limits> moving(ResellerId reseller) {
        return find(reseller).map(account -> account.migration().limits());
    }

    @Override
    public DrainLimits draining(ResellerId reseller) {
        MigratingAccount account = accounts.get(reseller);
        if (account == null) {
            return DrainLimits.standard(Duration.ZERO, takeover);
        }
        Duration old = account.migration().oldService().resilience().requestTimeout();
        Duration other = account.account().service().resilience().requestTimeout();
        Duration longest = old.compareTo(other) < 0 ? other : old;
        return new DrainLimits(
                account.migration().settleWindow(),
                DrainLimits.standard(longest, takeover).quarantine());
    }
}
