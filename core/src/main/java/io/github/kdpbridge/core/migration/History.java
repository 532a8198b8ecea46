package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of an account's log, by their units. */
final class History {
    private final ImmutableListMultimap<Unit, LoggedMove> entries;

    /**
     * Creates a history.
     *
     * @param log the entries, those of a unit in their order
     */
    History(Collection<LoggedMove> log) {
        this.entries = Multimaps.index(log, LoggedMove::unit);
    }

    UnitState of(Route route) {
        Unit unit = route.unit();
        return new UnitState(route, since(unit), Iterables.getLast(entries.get(unit), null), hits(unit), mark(unit));
    }

    private long hits(Unit unit) {
        return entries.get(unit).reverse().stream()
                .takeWhile(entry -> entry.result() != Result.MOVED)
                .filter(LoggedMove::isBroughtBack)
                .count();
    }

    /** Returns the entries of a unit after an epoch. */
    List<LoggedMove> after(Unit unit, long epoch) {
        return entries.get(unit).stream()
                .filter(entry -> entry.epoch() > epoch)
                .collect(ImmutableList.toImmutableList());
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
