package io.github.kdpbridge.compattests.scenario;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Ints;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * What a scenario needs of a simulated portal that a usual one does not have.
 *
 * @param processing how long a transaction is in progress; nothing by default
 * @param deviceLimit the most devices a request
 * @param pageSizeLimit the most items a page
 * @param gen2StatusWrapped whether generation 2 answers a status inside a page
 */
public record WorldNeeds(Duration processing, int deviceLimit, int pageSizeLimit, boolean gen2StatusWrapped) {
    private static final WorldNeeds NONE = new WorldNeeds(Duration.ZERO, 100_000, 1000, false);

    /** Checks that all is there. */
    public WorldNeeds {
        requireNonNull(processing);
    }

    /** Returns the needs of most scenarios. */
    public static WorldNeeds none() {
        return NONE;
    }

    /**
     * Returns these needs and one more.
     *
     * @throws IllegalArgumentException if there is no such need, or the value is none of it
     */
    WorldNeeds with(String name, String value) {
        return switch (name) {
            case "processing" -> new WorldNeeds(duration(value), deviceLimit, pageSizeLimit, gen2StatusWrapped);
            case "deviceLimit" -> new WorldNeeds(processing, count(value), pageSizeLimit, gen2StatusWrapped);
            case "pageSizeLimit" -> new WorldNeeds(processing, deviceLimit, count(value), gen2StatusWrapped);
            case "gen2StatusWrapped" -> new WorldNeeds(processing, deviceLimit, pageSizeLimit, flag(value));
            default ->
                throw new IllegalArgumentException("there is no such need: " + name
                        + "; known: processing, deviceLimit, pageSizeLimit, gen2StatusWrapped");
        };
    }

    private static Duration duration(String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a duration such as PT5S", e);
        }
    }

    private static int count(String value) {
        Integer count = Ints.tryParse(value);
        checkArgument(count != null && count > 0, "expected a whole number from 1");
        return count;
    }

    private static boolean flag(String value) {
        checkArgument(value.equals("true") || value.equals("false"), "expected true or false");
        return value.equals("true");
    }
}
