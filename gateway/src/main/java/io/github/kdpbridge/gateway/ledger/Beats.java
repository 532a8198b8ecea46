package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges by its beats whether a gateway lives. It is dead when its count has not changed for a while, by this process's
 * own clock: the clocks of the gateways are never compared.
 */
final class Beats {
    /** What is known of a gateway. */
    enum Life {
        /** It was seen to beat. */
        ALIVE,
        /** It was not watched for long enough. */
        UNCLEAR,
        /** It does not beat any more. */
        DEAD
    }

    private record Seen(long beat, long since, boolean moved) {}

    private final Ticker ticker;
    private final long deadAfter;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * Creates a judge.
     *
     * @param deadAfter how long the count of a dead one has not changed
     */
    Beats(Duration deadAfter, Ticker ticker) {
        this.deadAfter = deadAfter.toNanos();
        this.ticker = ticker;
    }

    /**
     * Takes note of a count.
     *
     * @param beat the count of the gateway; null if it is not counted, because it ended or was found dead
     */
    synchronized Life judge(String gateway, @Nullable Long beat) {
        if (beat == null) {
            seen.remove(gateway);
            return Life.DEAD;
        }
        long now = ticker.read();
        Seen before = seen.get(gateway);
        if (before == null) {
            seen.put(gateway, new Seen(beat, now, false));
            return Life.UNCLEAR;
        }
        if (before.beat() != beat) {
            seen.put(gateway, new Seen(beat, now, true));
            return Life.ALIVE;
        }
        if (now - before.since() >= deadAfter) {
            return Life.DEAD;
        }
        return before.moved() ? Life.ALIVE : Life.UNCLEAR;
    }

    /** Watches all gateways anew: while this one could not look, or no gateway could beat, silence meant nothing. */
    synchronized void restart() {
        long now = ticker.read();
        seen.replaceAll((gateway, before) -> new Seen(before.beat(), now, false));
    }

    /** Forgets all gateways but those that are counted. */
    synchronized void retain(Set<String> counted) {
        seen.keySet().retainAll(counted);
    }
}
