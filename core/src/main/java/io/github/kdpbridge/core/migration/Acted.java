package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an act did.
 *
 * @param units what it did with each unit; copied
 * @param stopped why it went no further; null if nothing stopped it
 */
public record Acted(List<Done> units, @Nullable String stopped) {
    public Acted {
        units = ImmutableList.copyOf(units);
    }

    /** What an act did with a unit. */
    public enum Result {
        /** The unit is in the other phase. */
        MOVED,
        /** The move waits until the unit is drained. */
        BEGUN,
        /** A gate is closed. */
        GATE,
        /** The act is refused for another reason. */
        REFUSED,
        /** Its turn has not come. */
        WAITS
    }

    /**
     * What an act did with a unit.
     *
     * @param unit the unit's label
     * @param route its route after the act; null if the unit is unknown
     * @param result what was done
     * @param text the result in words, one line
     */
    public record Done(String unit, @Nullable Route route, Result result, String text) {
        public Done {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(text, "text");
        }
    }
}
