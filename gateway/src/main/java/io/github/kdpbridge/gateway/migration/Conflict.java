package io.github.kdpbridge.gateway.migration;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.ledger.KnownUnits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.util.List;
import java.util.Optional;

/** A configuration that would forget where customers are, so that their writes might be done twice. */
public final class Conflict {
    private Conflict() {}

    /**
     * Refuses the accounts of a gateway that is not running, as its start would.
     *
     * @param store its ledger
     * @return whether the ledger could be asked; false if a gateway uses its file now
     * @throws ConfigurationException if an account conflicts with the ledger; the message is one line
     * @throws LedgerException if the ledger cannot be read
     */
    public static boolean refuse(LedgerStore store, List<Account> accounts) {
        return accounts.stream().allMatch(account -> refuse(store, account));
    }

    private static boolean refuse(LedgerStore store, Account account) {
        Optional<List<Route>> known = KnownUnits.of(store, account.reseller());
        known.flatMap(routes -> find(account, routes)).ifPresent(conflict -> {
            throw conflict;
        });
        return known.isPresent();
    }

    /**
     * Compares an account with the routes that the ledger has for it.
     *
     * @return the reason why the account cannot be served; empty if there is none
     */
    static Optional<ConfigurationException> find(Account account, List<Route> known) {
        return account.migrating()
                .map(migrating -> ofKind(account, migrating.migration().plan().kind(), known))
                .orElseGet(() -> ofUnfinished(account, known));
    }

    private static Optional<ConfigurationException> ofKind(Account account, UnitKind kind, List<Route> known) {
        return known.stream()
                .filter(route -> !route.unit().isAccount() && route.unit().kind() != kind)
                .findFirst()
                .map(route -> mistake(
                        account,
                        "migration.unit",
                        "must stay %s: the ledger knows %s"
                                .formatted(Ascii.toLowerCase(route.unit().kind().name()), route.unit())));
    }

    private static Optional<ConfigurationException> ofUnfinished(Account account, List<Route> known) {
        List<Route> unfinished =
                known.stream().filter(route -> route.phase() != Phase.DONE).toList();
        if (unfinished.isEmpty()) {
            return Optional.empty();
        }
        String phases = unfinished.stream()
                .map(Route::phase)
                .distinct()
                .sorted()
                .map(Phase::name)
                .collect(joining(", "));
        return Optional.of(mistake(
                account,
                "migration",
                "is missing: %s not DONE but in %s; keep gen1 and migration until all are DONE"
                        .formatted(Count.of(unfinished.size(), "unit is", "units are"), phases)));
    }

    /** Requests under way go by the old configuration, and their writes would be claimed by the new one. */
    static ConfigurationException whileRunning(Account account) {
        return mistake(account, "migration", "cannot be added or taken away while the gateway runs; restart it");
    }

    private static ConfigurationException mistake(Account account, String setting, String why) {
        return new ConfigurationException("reseller " + account.reseller(), setting, why);
    }
}
