package io.github.kdpbridge.gen2client.token;

import com.google.common.collect.Comparators;
import java.time.Duration;

/**
 * A token, with the ends of its first two stages by the ticker.
 *
 * @param staleAt from when it is to be renewed
 * @param spentAt from when it must not be used
 */
record HeldToken(Token token, long staleAt, long spentAt) {
    private static final double STALE_FROM = 0.70;
    private static final double STALE_SPREAD = 0.15;
    private static final Duration SAFETY = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Returns a token with its stages.
     *
     * @param asked when it was requested, by the ticker
     * @param random from 0 to 1, which spreads the renewals
     */
    static HeldToken of(Token token, long asked, double random) {
        long life = Comparators.min(token.lifetime(), LONGEST).toNanos();
        long safety = Math.min(SAFETY.toNanos(), life / 10);
        return new HeldToken(
                token, asked + (long) (life * (STALE_FROM + STALE_SPREAD * random)), asked + life - safety);
    }

    boolean stale(long now) {
        return now - staleAt >= 0;
    }

    boolean spent(long now) {
        return now - spentAt >= 0;
    }
}
