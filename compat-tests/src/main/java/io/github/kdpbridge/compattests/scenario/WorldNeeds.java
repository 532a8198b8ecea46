package io.github.kdpbridge.compattests.scenario;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

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

    /** Returns these needs and one more, or null if there is no such need. */
    WorldNeeds with(String name, String value) {
        return switch (name) {
            case "processing" -> new WorldNeeds(Duration.parse(value), deviceLimit, pageSizeLimit, gen2StatusWrapped);
            case "deviceLimit" -> new WorldNeeds(processing, Integer.parseInt(value), pageSizeLimit, gen2StatusWrapped);
            case "pageSizeLimit" -> new WorldNeeds(processing, deviceLimit, Integer.parseInt(value), gen2StatusWrapped);
            case "gen2StatusWrapped" ->
                new WorldNeeds(processing, deviceLimit, pageSizeLimit, Boolean.parseBoolean(value));
            default ->
                throw new IllegalArgumentException("there is no such need: " + name
                        + "; known: processing, deviceLimit, pageSizeLimit," + " gen2StatusWrapped");
        };
    }
}
