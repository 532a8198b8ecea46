package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account's routes, log and freeze, each read once.
 *
 * @param routes the routes
 * @param history the log
 * @param freeze the freeze; null if moves forward are allowed
 */
record Snapshot(
        List<Route> routes, History history, @Nullable Freeze freeze) {
    private static final int NAMED_AT_MOST = 5;

    static Snapshot of(Routes routes, ResellerId reseller) {
        // The log is read last: it knows each move that a route shows.
        List<Route> all = routes.all(reseller).stream()
                .sorted(Comparator.comparing(route -> route.unit().label()))
                .toList();
        return new Snapshot(
                all, new History(routes.log(reseller)), routes.frozen(reseller).orElse(null));
    }

    static String version(List<Route> routes, @Nullable Freeze freeze) {
        Hasher version = Hashing.sha256().newHasher();
        routes.stream()
                .map(route -> "%s %d %b\n".formatted(route.unit().label(), route.epoch(), route.isHeld()))
                .sorted()
                .forEach(route -> version.putString(route, StandardCharsets.UTF_8));
        if (freeze != null) {
            version.putString("frozen " + freeze.since(), StandardCharsets.UTF_8);
        }
        return version.hash().toString();
    }

    /**
     * Returns the route of the unit with a label.
     *
     * @throws MoveRefusedException if there is none
     */
    Route route(String label) {
        return routes.stream()
                .filter(route -> route.unit().label().equals(label))
                .findFirst()
                .orElseThrow(() -> new MoveRefusedException(
                        Reason.UNKNOWN,
                        "there is no unit %s that made a call yet; legal are: %s".formatted(label, labels())));
    }

    private String labels() {
        String some = routes.stream()
                .limit(NAMED_AT_MOST)
                .map(route -> route.unit().label())
                .collect(Collectors.joining(", "));
        int more = routes.size() - NAMED_AT_MOST;
        return routes.isEmpty() ? "none" : more > 0 ? "%s and %d more".formatted(some, more) : some;
    }

    /**
     * Returns the routes that a selection names and that are before a phase.
     *
     * @throws MoveRefusedException if it names a wave or a unit that is unknown
     */
    List<Route> before(Phase phase, Selection selection, Plan plan) {
        if (selection.wave() != null) {
            return plan.wave(selection.wave()).before(phase, routes);
        }
        List<Route> selected = selection.units().isEmpty()
                ? routes
                : selection.units().stream().distinct().map(this::route).toList();
        return selected.stream()
                .filter(route -> route.phase().compareTo(phase) < 0)
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the states of those of some units that there are. */
    List<UnitState> states(Collection<Seen> units) {
        Set<String> labels = units.stream().map(Seen::unit).collect(ImmutableSet.toImmutableSet());
        return routes.stream()
                .filter(route -> labels.contains(route.unit().label()))
                .map(this::state)
                .collect(ImmutableList.toImmutableList());
    }

    UnitState state(Route route) {
        return history.of(route);
    }
}
