package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.error.Generation;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Spaces the questions to each side evenly, and asks none that is not at ease. For one thread at a time. */
final class Budget {
    private static final double OF_PACE = 0.1;

    private final ShadowContext context;
    /** When each side may be asked next, in nanoseconds. */
    private final Map<Generation, Long> next = new EnumMap<>(Generation.class);

    Budget(ShadowContext context) {
        this.context = context;
    }

    /** Takes a permission of each of these sides, or of none. For a side that is named twice, the next pause is double. */
    boolean take(Collection<Generation> wanted, long now) {
        if (!wanted.stream().allMatch(side -> isFree(side, now))) {
            return false;
        }
        wanted.forEach(side -> next.put(side, Math.max(now, next.getOrDefault(side, now)) + pause(side)));
        return true;
    }

    private boolean isFree(Generation side, long now) {
        Long turn = next.get(side);
        return (turn == null || now - turn >= 0) && load(side).isAtEase();
    }

    private long pause(Generation side) {
        double pace = Math.min(
                context.settings().rate(), OF_PACE * Math.max(1, load(side).requestsPerSecond()));
        return (long) (TimeUnit.SECONDS.toNanos(1) / pace);
    }

    private ServiceLoad load(Generation side) {
        return context.side(side).load();
    }
}
