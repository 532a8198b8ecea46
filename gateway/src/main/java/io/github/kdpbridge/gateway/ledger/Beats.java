package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges by heartbeats whether a gateway is alive. It is dead if its count has not changed for a while by this
 * process's own clock; clocks of different gateways are never compared.
 */
final class Beats {
    /** The state of a gateway. */
    enum Life {
        /** A heartbeat was seen. */
        ALIVE,
        /** Not watched for long enough. */
        UNCLEAR,
        /** The heartbeats have stopped. */
        DEAD
    }

    private record Seen(long beat, long since, boolean moved) {}

    private final Ticker ticker;
    private final long deadAfter;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * Creates a judge.
     *
     * @param deadAfter the silence after which a gateway is dead
     */
    Beats(Duration deadAfter, Ticker ticker) {
        this.deadAfter = deadAfter.toNanos();
        this.ticker = ticker;
    }

    /**
     * Records a count.
     *
     * @param beat the gateway's count; null if it has no row, because it ended or was found dead
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

    /** Restarts watching. While this gateway could not look, or no gateway could beat, silence meant nothing. */
    synchronized void restart() {
        long now = ticker.read();
        seen.replaceAll((gateway, before) -> new Seen(before.beat(), now, false));
    }

    /** Forgets all gateways but these. */
    synchronized void retain(Set<String> counted) {
        seen.keySet().retainAll(counted);
    }
}
