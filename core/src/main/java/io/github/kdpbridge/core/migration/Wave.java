package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some units that move together: named ones, or a share of all that are known. A share is one of units, never of calls, and
 * is used once, when the wave moves; later only a unit's route counts.
 *
 * <p>A unit is in a share by the hash of its id and the wave's name, so a larger share of the same wave holds the smaller
 * one. The account's own unit, to which the calls without a customer belong, is only in a share of 100 %.
 *
 * @param name the wave's name
 * @param units the labels of its units; empty if it is a share
 * @param share the share in hundredths of a percent, 0 to 10,000; 0 if the units are named
 */
public record Wave(String name, Set<String> units, int share) {
    private static final int ALL = 10_000;
    private static final int NAMED_AT_MOST = 5;

    /**
     * Checks the wave, and copies its units.
     *
     * @throws IllegalArgumentException if the name is empty, or the share out of range or in addition to units
     */
    public Wave {
        checkArgument(!name.isEmpty(), "the name of a wave is empty");
        units = ImmutableSet.copyOf(units);
        checkArgument(share >= 0 && share <= ALL, "share of wave %s must be 0 to 10000, not %s", name, share);
        checkArgument(units.isEmpty() || share == 0, "wave %s has units and a share; it may have one of them", name);
    }

    /** Returns a wave of named units. */
    public static Wave of(String name, Collection<String> labels) {
        return new Wave(name, ImmutableSet.copyOf(labels), 0);
    }

    /**
     * Returns a wave of a share.
     *
     * @param percent 0 to 100, in steps of 0.01
     * @throws IllegalArgumentException if it is none of these
     */
    public static Wave ofPercent(String name, BigDecimal percent) {
        checkArgument(
                percent.signum() >= 0
                        && percent.compareTo(BigDecimal.valueOf(100)) <= 0
                        && percent.stripTrailingZeros().scale() <= 2,
                "percent of wave %s must be 0 to 100 in steps of 0.01, not %s",
                name,
                percent);
        return new Wave(name, ImmutableSet.of(), percent.movePointRight(2).intValueExact());
    }

    /** Returns whether a unit is in this wave. */
    public boolean includes(Unit unit) {
        if (!units.isEmpty()) {
            return units.contains(unit.label());
        }
        return share == ALL || (!unit.isAccount() && bucket(unit) < share);
    }

    private int bucket(Unit unit) {
        long hash = Hashing.sha256()
                .hashString(name + '\n' + unit.id(), StandardCharsets.UTF_8)
                .asLong();
        return Math.floorMod(hash, ALL);
    }

    /**
     * Returns the routes that a move of this wave to a phase concerns: those of its units that are before that phase. No
     * unit is ever moved back.
     *
     * @param known the routes of the account
     * @throws MoveRefusedException if the wave names a unit that is not among them
     */
    public List<Route> before(Phase phase, Collection<Route> known) {
        Set<String> labels = known.stream().map(route -> route.unit().label()).collect(Collectors.toSet());
        List<String> unknown =
                units.stream().filter(label -> !labels.contains(label)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw new MoveRefusedException(
                    Reason.UNKNOWN,
                    "wave %s does not move: %s made no call yet; legal are the %d units that did"
                            .formatted(name, named(unknown), known.size()));
        }
        return known.stream()
                .filter(route -> includes(route.unit()) && route.phase().compareTo(phase) < 0)
                .collect(ImmutableList.toImmutableList());
    }

    private static String named(List<String> labels) {
        String named = labels.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        return labels.size() > NAMED_AT_MOST ? "%s and %d more".formatted(named, labels.size() - NAMED_AT_MOST) : named;
    }
}
