package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was done on an account: the moves of its units, and the acts that are no moves of one unit.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread, and throw a {@link LedgerException} if the ledger
 * cannot be read.
 *
 * @param reseller the account
 * @param routes keep the log
 */
public record MigrationLog(ResellerId reseller, Routes routes) {
    public MigrationLog {
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(routes, "routes");
    }

    /** Returns the moves from a time on, the oldest first. */
    public List<LoggedMove> moves(Instant since) {
        return routes.log(reseller).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns a part of the moves, the newest first.
     *
     * @param text what is looked for in them, as {@link Routes#log(ResellerId, String, Cut)} says; empty for all
     */
    public Part<LoggedMove> moves(String text, Cut cut) {
        return routes.log(reseller, text, cut);
    }

    /** Returns the moves of a unit, the oldest first. */
    public List<LoggedMove> moves(Unit unit) {
        return routes.log(unit);
    }

    /** Returns a part of the acts, the newest first. */
    public Part<LoggedAct> acts(ActFilter filter, Cut cut) {
        return routes.acts(reseller, filter, cut);
    }

    /** Returns the acts from a time on, the oldest first. */
    public List<LoggedAct> acts(Instant since) {
        return Lists.reverse(acts(ActFilter.since(since), Cut.WHOLE).rows());
    }

    /** Returns the act with an id; empty if the account has none. */
    public Optional<LoggedAct> act(String id) {
        return routes.act(reseller, id);
    }

    /**
     * Adds an act that is done. If the ledger cannot be written, it is done all the same.
     *
     * @param result as {@link Routes#note} takes it
     * @return the entry; empty if there is none
     */
    @CanIgnoreReturnValue
    public Optional<LoggedAct> note(LoggedAct.Kind kind, Cause cause, String result) {
        try {
            return Optional.of(routes.note(reseller, kind, cause, result));
        } catch (LedgerException e) {
            return Optional.empty();
        }
    }
}
