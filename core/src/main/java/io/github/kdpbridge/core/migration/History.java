package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the entries of a log tell of its units: those since each came into its phase. */
final class History {
    private final ImmutableListMultimap<Unit, LoggedMove> entries;

    /**
     * Creates a history.
     *
     * @param log as {@link Routes#recent} returns it, or more
     */
    History(Collection<LoggedMove> log) {
        this.entries = Multimaps.index(log, LoggedMove::unit);
    }

    UnitState of(Route route) {
        Unit unit = route.unit();
        return new UnitState(route, since(unit), last(unit), hits(unit), mark(unit));
    }

    /** Returns whether the unit moved after its route was read. */
    boolean isAheadOf(Route route) {
        LoggedMove last = last(route.unit());
        return last != null && last.epoch() > route.epoch();
    }

    private @Nullable LoggedMove last(Unit unit) {
        return Iterables.getLast(entries.get(unit), null);
    }

    private long hits(Unit unit) {
        return entries.get(unit).reverse().stream()
                .takeWhile(entry -> entry.result() != Result.MOVED)
                .filter(LoggedMove::isBroughtBack)
                .count();
    }

    private @Nullable Instant since(Unit unit) {
        return entries.get(unit).reverse().stream()
                .filter(entry -> entry.result() == Result.MOVED)
                .findFirst()
                .map(LoggedMove::at)
                .orElse(null);
    }

    private @Nullable LoggedMove mark(Unit unit) {
        return entries.get(unit).reverse().stream()
                .filter(entry -> entry.result() == Result.MOVED || entry.isBroughtBack())
                .findFirst()
                .filter(LoggedMove::isBroughtBack)
                .orElse(null);
    }
}
