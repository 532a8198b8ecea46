package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Phase;
import java.util.Collection;
import java.util.List;

/**
 * How many units are in each phase, as a bar.
 *
 * @param parts the phases in their order; copied
 * @param total the units
 */
public record PhaseBar(List<Part> parts, long total) {
    /** How wide the bar is, in its own units. */
    private static final double WIDTH = 1000;

    public PhaseBar {
        parts = ImmutableList.copyOf(parts);
    }

    /**
     * A phase.
     *
     * @param phase its name
     * @param meaning what it means
     * @param units how many units are in it
     * @param from where it begins in the bar
     * @param width how wide it is there
     */
    public record Part(String phase, String meaning, long units, double from, double width) {}

    static PhaseBar of(Collection<Phase> phases) {
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        double from = 0;
        for (Phase phase : Phase.values()) {
            long units = phases.stream().filter(phase::equals).count();
            double width = phases.isEmpty() ? 0 : WIDTH * units / phases.size();
            parts.add(new Part(phase.name(), Words.meaning(phase), units, from, width));
            from += width;
        }
        return new PhaseBar(parts.build(), phases.size());
    }

    /** Returns the phases that have units. */
    public List<Part> inUse() {
        return parts.stream().filter(part -> part.units() > 0).toList();
    }

    /** Returns the state of things in one line: {@code 3 of 16 units are on generation 2}. */
    public String headline() {
        long moved = parts.stream()
                .filter(part -> Phase.valueOf(part.phase()).writes() == Generation.GEN2)
                .mapToLong(Part::units)
                .sum();
        if (total == 0) {
            return "No unit yet";
        }
        return moved == total
                ? "All %s on generation 2".formatted(Count.of(total, "unit is", "units are"))
                : "%d of %s on generation 2".formatted(moved, Count.of(total, "unit is", "units are"));
    }

    /** Returns how many units a panic brings back. */
    public long inTrial() {
        return parts.stream()
                .filter(part -> part.phase().equals(Phase.CANARY.name()))
                .mapToLong(Part::units)
                .sum();
    }

    /** Returns the same in words: {@code 3 SHADOW, 1 CANARY}. */
    public String text() {
        List<String> words =
                inUse().stream().map(part -> part.units() + " " + part.phase()).toList();
        return words.isEmpty() ? "no unit yet" : String.join(", ", words);
    }
}
