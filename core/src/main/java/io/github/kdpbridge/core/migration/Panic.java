package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.util.function.Predicate;

/**
 * Freezes an account, and then brings its units back at once: once it is frozen, it is told so, whatever becomes of the units.
 *
 * @param cause the author and the reason
 */
record Panic(Routes routes, ResellerId reseller, Cause cause) {
    static final String FROZEN = "the account is frozen";

    /**
     * Does it.
     *
     * @param stays whether an earlier freeze stays
     * @param all whether units in {@link Phase#GEN2} come back too
     * @throws LedgerException if the account may not be frozen
     */
    Acted act(Predicate<Freeze> stays, boolean all) {
        routes.freeze(reseller, cause, stays);
        return broughtBack(all).after(FROZEN);
    }

    private Acted broughtBack(boolean all) {
        try {
            return new WayBack(routes, true, cause).each(Plan.inPanic(routes.all(reseller), all));
        } catch (LedgerException e) {
            return new Acted(ImmutableList.of(), "no unit is brought back: " + e.getMessage());
        }
    }
}
