package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a step forward of some units. Those beyond the pace stay where they are; ask again for them when the others have
 * moved.
 *
 * @param units the units, each with the epoch that the plan showed; copied
 * @param to the phase to reach, one step away; null for the next one
 * @param reason the reason in words
 * @param passing how closed gates and transactions in progress are passed
 * @param pace how many units move at the same time
 */
public record Promotion(List<Seen> units, @Nullable Phase to, String reason, Passing passing, Pace pace) {
    /**
     * A unit as the operator saw it.
     *
     * @param unit its label
     * @param epoch its epoch
     * @param closed the gates that were closed: an override passes no others, and none that is worse by now; copied. Null
     *     passes all
     */
    public record Seen(String unit, long epoch, @Nullable List<Gate> closed) {
        public Seen {
            Objects.requireNonNull(unit, "unit");
            closed = closed == null ? null : ImmutableList.copyOf(closed);
        }

        /** Creates one of which an override passes all gates. */
        public Seen(String unit, long epoch) {
            this(unit, epoch, null);
        }

        /** Returns a unit as a plan shows it. */
        public static Seen of(PlannedMove move) {
            return new Seen(
                    move.route().unit().label(),
                    move.route().epoch(),
                    move.gates().stream()
                            .filter(gate -> gate.state() != Gate.State.READY)
                            .toList());
        }
    }

    /**
     * How closed gates are passed, and whether transactions in progress are.
     *
     * @param override the reason to pass all gates; null to respect them
     * @param idle why fewer writes are enough in {@link Phase#CANARY}; null if they are not
     * @param now whether the unit moves without waiting for transactions in progress, whose order is not kept then; null for
     *     false. For a generation that is away for good: nobody can know what it still does
     */
    public record Passing(
            @Nullable String override,
            @Nullable String idle,
            @Nullable Boolean now) {
        /** All gates count, and transactions in progress are waited for. */
        public static final Passing NONE = new Passing(null, null, null);

        boolean isNow() {
            return Boolean.TRUE.equals(now);
        }
    }

    /**
     * How many units move at the same time.
     *
     * @param atOnce the most moves under way, 1 or more
     * @param begun the units that moved on behalf of the same request, each with its epoch then; copied. A return of one of
     *     them stops the rest
     */
    public record Pace(int atOnce, List<Seen> begun) {
        /** One unit after the other. */
        public static final Pace STANDARD = new Pace(1, List.of());

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Pace {
            checkArgument(atOnce >= 1, "at least 1 unit moves at a time, not %s", atOnce);
            begun = ImmutableList.copyOf(begun);
        }
    }

    /**
     * Checks that there are units.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Promotion {
        units = ImmutableList.copyOf(units);
        checkArgument(
                !units.isEmpty() || !pace.begun().isEmpty(), "name the units to move, each with the epoch of the plan");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(passing, "passing");
    }

    /** Returns a step of one unit that respects all gates. */
    public static Promotion of(String unit, long epoch, String reason) {
        return new Promotion(List.of(new Seen(unit, epoch)), null, reason, Passing.NONE, Pace.STANDARD);
    }
}
