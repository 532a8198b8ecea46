package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * How much is compared.
 *
 * @param rate the most questions a second to each service; in any case at most a tenth of the service's own pace
 * @param share the share of the calls that are compared, from 0 to 1, besides the first of each unit and operation in an
 *     hour, which always is. In {@link io.github.kdpbridge.core.migration.Phase#GEN2}, a tenth of it
 * @param queue the most questions that wait
 * @param confirm the pauses after which a difference is looked at again, before it counts
 */
public record ShadowSettings(double rate, double share, int queue, List<Duration> confirm) {
    /** Until it is confirmed, a difference is in memory only. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** One question a second, a quarter of the calls, 1,000 in the queue, and two looks, after 5 s and 60 s. */
    public static final ShadowSettings STANDARD =
            new ShadowSettings(1, 0.25, 1000, List.of(Duration.ofSeconds(5), Duration.ofSeconds(60)));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ShadowSettings {
        checkArgument(rate > 0, "rate must be more than 0, not %s", rate);
        checkArgument(share >= 0 && share <= 1, "share must be from 0 to 1, not %s", share);
        checkArgument(queue >= 1, "queue must be 1 or more, not %s", queue);
        confirm = ImmutableList.copyOf(confirm);
        confirm.forEach(pause -> checkArgument(
                !pause.isNegative() && pause.compareTo(LONGEST) <= 0,
                "a pause of confirm is from 0 s to 1 day, not %s",
                pause));
    }
}
