package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units that an act is about: those of a wave, named ones, or all if neither is given.
 *
 * @param wave the name of a wave; null for none
 * @param units labels of units; copied
 */
public record Selection(@Nullable String wave, List<String> units) {
    /** All units of the account. */
    public static final Selection ALL = new Selection(null, List.of());

    /**
     * Checks the selection.
     *
     * @throws IllegalArgumentException if it has a wave and units
     */
    public Selection {
        units = ImmutableList.copyOf(units);
        checkArgument(wave == null || units.isEmpty(), "name units or a wave, not both");
    }

    /** Returns named units. */
    public static Selection of(String... units) {
        return new Selection(null, List.of(units));
    }

    /** Returns the units of a wave. */
    public static Selection ofWave(String name) {
        return new Selection(name, List.of());
    }
}
