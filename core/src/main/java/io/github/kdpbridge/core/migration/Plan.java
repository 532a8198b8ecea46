package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An account's plan of a migration.
 *
 * @param kind what moves as one
 * @param start the phase of a unit at its first sight
 * @param waves the waves in their order; copied
 */
public record Plan(UnitKind kind, Phase start, List<Wave> waves) {
    /**
     * Checks the plan.
     *
     * @throws IllegalArgumentException if two waves have the same name
     */
    public Plan {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(start, "start");
        waves = ImmutableList.copyOf(waves);
        long names = waves.stream().map(Wave::name).distinct().count();
        checkArgument(names == waves.size(), "two waves have the same name: %s", names(waves));
    }

    /**
     * Returns the wave with a name.
     *
     * @throws MoveRefusedException if there is none
     */
    public Wave wave(String name) {
        return waves.stream()
                .filter(wave -> wave.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MoveRefusedException(
                        Reason.UNKNOWN, "there is no wave %s; legal are: %s".formatted(name, names(waves))));
    }

    private static String names(List<Wave> waves) {
        return waves.isEmpty() ? "none" : waves.stream().map(Wave::name).collect(Collectors.joining(", "));
    }

    /** Returns the routes of the units that generation 2 serves and that may come back. */
    static List<Route> onGeneration2(List<Route> routes) {
        return routes.stream()
                .filter(route -> route.phase().isOnTrial() || route.phase() == Phase.GEN2)
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns the routes that a panic brings back at once. Freeze the account first: that cancels the moves forward that
     * are under way.
     *
     * @param all whether units in {@link Phase#GEN2} come back too, not only those in {@link Phase#CANARY}
     */
    public static List<Route> inPanic(List<Route> routes, boolean all) {
        return routes.stream()
                .filter(route -> route.phase() == Phase.CANARY || (all && route.phase() == Phase.GEN2))
                .collect(ImmutableList.toImmutableList());
    }
}
