package io.github.kdpbridge.verify.scenario;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Enums;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The settings of a simulated portal that a scenario needs.
 *
 * @param processing how long a transaction is in progress; no time by default
 * @param deviceLimit the most devices a request
 * @param pageSizeLimit the most items a page
 * @param dialect the behaviour that is not documented; as assumed by default
 */
public record WorldNeeds(Duration processing, int deviceLimit, int pageSizeLimit, Dialect dialect) {
    private static final WorldNeeds NONE = new WorldNeeds(Duration.ZERO, 100_000, 1000, Dialect.documented());

    /** Returns the needs of most scenarios. */
    public static WorldNeeds none() {
        return NONE;
    }

    /** Returns the same needs in another dialect. */
    public WorldNeeds with(Dialect dialect) {
        return new WorldNeeds(processing, deviceLimit, pageSizeLimit, dialect);
    }

    /**
     * Returns these needs and one more.
     *
     * @throws IllegalArgumentException if the name or its value is unknown
     */
    WorldNeeds with(String name, String value) {
        return switch (name) {
            case "processing" -> new WorldNeeds(duration(value), deviceLimit, pageSizeLimit, dialect);
            case "deviceLimit" -> new WorldNeeds(processing, count(value), pageSizeLimit, dialect);
            case "pageSizeLimit" -> new WorldNeeds(processing, deviceLimit, count(value), dialect);
            case "reupload" -> with(dialect.with(Dialect.REUPLOAD, reupload(value)));
            default ->
                throw new IllegalArgumentException(
                        "there is no such need: " + name + "; known: processing, deviceLimit, pageSizeLimit, reupload");
        };
    }

    static Duration duration(String value) {
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

    private static Dialect.Reupload reupload(String value) {
        return Enums.getIfPresent(Dialect.Reupload.class, value)
                .toJavaUtil()
                .orElseThrow(() -> new IllegalArgumentException("expected ERROR, SILENT or DUPLICATE"));
    }
}
