package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.migration.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What an hour's comparisons of a unit and an operation came to.
 *
 * @param unit the unit
 * @param operation the name of the operation
 * @param hour the beginning of the hour
 * @param tally the verdicts
 * @param equalLists the device lists among them that are equal, and not empty on either side: both see one portal
 */
public record Parity(Unit unit, String operation, Instant hour, Tally tally, long equalLists) {
    public Parity {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(operation, "operation");
        checkArgument(hour.equals(hour.truncatedTo(ChronoUnit.HOURS)), "%s is not the beginning of an hour", hour);
        Objects.requireNonNull(tally, "tally");
    }

    /** Returns the sum with another one of the same unit, operation and hour. */
    Parity plus(Parity other) {
        return new Parity(unit, operation, hour, tally.plus(other.tally), equalLists + other.equalLists);
    }
}
