package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Pins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The accounts that migrate, each with its desk. Safe for use by many threads. */
public final class Desks {
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private volatile boolean open;

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

    /** Marks the accounts as complete: until then the gateway is starting, and nobody knows which of them migrate. */
    public void open() {
        open = true;
    }

    /** Returns whether the accounts are complete. */
    public boolean isOpen() {
        return open;
    }

    /** Adds an account, or replaces it. */
    public void put(Account account) {
        accounts.put(account.reseller().value(), account);
    }

    /** Removes an account that no longer migrates. */
    public void remove(ResellerId reseller) {
        accounts.remove(reseller.value());
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
