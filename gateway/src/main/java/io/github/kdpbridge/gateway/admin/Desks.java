package io.github.kdpbridge.gateway.admin;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Pins;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts that migrate, each with its desk. Safe for use by many threads. */
public final class Desks {
    private static final String STARTING = "the gateway is starting; ask again in some seconds";
    private static final String STOPPING = "the gateway is stopping; nothing was done";

    private volatile ImmutableSortedMap<String, Account> accounts = ImmutableSortedMap.of();
    private volatile @Nullable String away = STARTING;

    /**
     * An account that migrates.
     *
     * @param desk moves its units
     * @param pins tells where its transactions are
     * @param comparisons compares both generations
     * @param pace how long its moves may take
     */
    public record Account(Desk desk, Pins pins, Comparisons comparisons, CutOver.Limits pace) {
        /** Returns the account. */
        public ResellerId reseller() {
            return desk.reseller();
        }
    }

    /** Serves these accounts from now on, and no others. Until then the gateway is starting. */
    public synchronized void serve(Collection<Account> all) {
        accounts = ImmutableSortedMap.copyOf(
                Maps.uniqueIndex(all, account -> account.reseller().value()));
        away = STOPPING.equals(away) ? away : null; // a reload may come while the gateway stops
    }

    /** Takes no act and no question any more: what they need is about to be closed. */
    public synchronized void close() {
        away = STOPPING;
    }

    /** Returns why no account is served now, one line; null if they are. */
    public @Nullable String away() {
        return away;
    }

    /** Returns the reseller ids of all accounts, in order. */
    public List<String> names() {
        return List.copyOf(accounts.keySet());
    }

    /**
     * Returns an account.
     *
     * @param name its reseller id; null for the only one
     * @throws MoveRefusedException if there is none, or several and none is named; the message names those that there are
     */
    public Account find(@Nullable String name) {
        List<String> names = names();
        String legal = names.isEmpty() ? "none" : String.join(", ", names);
        String wanted = name != null ? name : names.size() == 1 ? names.get(0) : null;
        if (wanted == null) {
            String why = names.isEmpty() ? "no account migrates" : "name the account, because several migrate";
            throw new MoveRefusedException(Reason.UNKNOWN, why + "; legal are: " + legal);
        }
        Account account = accounts.get(wanted);
        if (account == null) {
            throw new MoveRefusedException(
                    Reason.UNKNOWN, "account %s does not migrate; legal are: %s".formatted(wanted, legal));
        }
        return account;
    }
}
