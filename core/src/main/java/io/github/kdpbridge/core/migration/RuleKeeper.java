package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.StopRule.Finding;
import io.github.kdpbridge.core.migration.StopRules.Returns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the units of an account by {@link StopRules}, and brings them back. It never moves one forward, and does not act
 * on missing data. It has no thread and no clock: its owner calls {@link #look} again and again, every 10 s or so. Several
 * keepers may watch the same account.
 *
 * <p>Not safe for use by several threads, except {@link #hits}.
 */
public final class RuleKeeper {
    private static final String FREEZE_FILE = "file:freeze";
    private static final String PANIC_FILE = "file:panic";

    /** Knows what was counted of a unit. */
    @FunctionalInterface
    public interface Facts {
        /**
         * Returns the same facts as they are now for some units, read once for all of them. Without a snapshot, each question
         * may be a read of its own.
         *
         * @param units the units that will be asked for
         */
        default Facts snapshot(Collection<Unit> units) {
            return this;
        }

        /** Returns what was counted; empty if it is not known now. */
        Optional<StopFacts> of(Unit unit);
    }

    /**
     * When rules act.
     *
     * @param stop on a unit
     * @param returns on the account
     */
    public record Limits(StopLimits stop, Returns returns) {
        /** The defaults. */
        public static final Limits STANDARD = new Limits(StopLimits.STANDARD, Returns.STANDARD);

        public Limits {
            Objects.requireNonNull(stop, "stop");
            Objects.requireNonNull(returns, "returns");
        }
    }

    /**
     * A rule that asks for something.
     *
     * @param unit the unit
     * @param finding what the rule found
     */
    public record Told(Unit unit, Finding finding) {
        public Told {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(finding, "finding");
        }
    }

    private final Desk desk;
    private final Routes routes;
    private final Facts facts;
    private final Limits limits;
    private final FlagFiles files;
    private final RuleHits hits = new RuleHits();
    private Map<Unit, StopRules> watched = new HashMap<>();
    /** The newest return that a freeze has answered. */
    private @Nullable Instant answered;
    /** Only the keeper that saw the file ends its freeze: other machines do not have the file. */
    private boolean wasHeldByFile;

    /**
     * Creates a keeper that has seen nothing.
     *
     * @param desk the desk of the account
     * @param routes the routes of its units
     */
    public RuleKeeper(Desk desk, Routes routes, Facts facts, Limits limits, FlagFiles files) {
        this.desk = Objects.requireNonNull(desk, "desk");
        this.routes = Objects.requireNonNull(routes, "routes");
        this.facts = Objects.requireNonNull(facts, "facts");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.files = Objects.requireNonNull(files, "files");
    }

    /**
     * Looks at the files and at each unit once, and acts.
     *
     * @param at the time of the log
     * @return what the rules ask for, as they ask it
     */
    public List<Told> look(Instant at) {
        lookAtFiles();
        Map<Unit, StopRules> before = watched;
        watched = new HashMap<>(); // a look that fails leaves no hits behind: the next is not a second one
        List<Told> told = new ArrayList<>();
        List<Route> served = routes.all(desk.reseller()).stream()
                .filter(route -> StopRules.isWatched(route.phase()))
                .toList();
        Facts now = facts.snapshot(served.stream().map(Route::unit).toList());
        for (Route route : served) {
            Unit unit = route.unit();
            now.of(unit).ifPresent(known -> {
                StopRules rules = Objects.requireNonNullElseGet(before.get(unit), () -> new StopRules(limits.stop()));
                List<Finding> found = rules.look(route.phase(), known);
                watched.put(unit, rules);
                if (rules.isNewlyHit()) {
                    hits.add(unit, at);
                }
                found.forEach(finding -> told.add(new Told(unit, finding)));
                StopRules.move(route.phase(), found).ifPresent(move -> begin(route, move));
            });
        }
        freezeAfterReturns(at);
        return ImmutableList.copyOf(told);
    }

    /** A unit that changed meanwhile, or comes back already, is looked at again. */
    private void begin(Route route, Move move) {
        try {
            routes.begin(route.unit(), route.epoch(), move);
        } catch (MoveRefusedException e) {
            switch (e.reason()) {
                case STALE, RUNNING, ILLEGAL -> {}
                default -> throw e;
            }
        }
    }

    private void lookAtFiles() {
        if (files.isPanic()) {
            Cause cause = new Cause(PANIC_FILE, Via.FILE, "the panic file is there", String.valueOf(files.panic()));
            desk.panicAgain(cause, false);
        }
        boolean isHeldByFile = files.isFreeze();
        if (isHeldByFile) {
            Cause cause = new Cause(FREEZE_FILE, Via.FILE, "the freeze file is there", String.valueOf(files.freeze()));
            routes.freeze(desk.reseller(), cause);
        } else if (wasHeldByFile) {
            Cause cause = new Cause(FREEZE_FILE, Via.FILE, "the freeze file is gone", String.valueOf(files.freeze()));
            desk.frozen()
                    .filter(freeze -> freeze.cause().who().equals(FREEZE_FILE))
                    .ifPresent(freeze -> routes.unfreeze(desk.reseller(), freeze.since(), cause));
        }
        wasHeldByFile = isHeldByFile;
    }

    /** An operator who has ended a freeze is believed until another unit comes back. */
    private void freezeAfterReturns(Instant now) {
        List<LoggedMove> returns =
                routes.returns(desk.reseller(), now.minus(limits.returns().window()));
        Optional<Cause> cause = StopRules.freeze(returns, now, limits.returns());
        Instant newest = returns.stream()
                .map(LoggedMove::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean isFrozen = desk.frozen().isPresent();
        if (!isFrozen && cause.isPresent() && newest != null && (answered == null || newest.isAfter(answered))) {
            routes.freeze(desk.reseller(), cause.get());
            isFrozen = true;
        }
        if (isFrozen && newest != null) {
            answered = newest;
        }
    }

    /**
     * Returns how often a rule that brings back has hit a unit, whether it acted or not; of the last hundred hits.
     *
     * @param since the time from which hits count
     */
    public long hits(Unit unit, Instant since) {
        return hits.of(unit, since);
    }
}
