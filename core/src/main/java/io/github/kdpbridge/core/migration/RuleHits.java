package io.github.kdpbridge.core.migration;

import com.google.common.collect.EvictingQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** The times of the last hits of rules, by unit. Safe for use by many threads. */
final class RuleHits {
    private static final int MOST_OF_A_UNIT = 100;

    private final Map<Unit, Queue<Instant>> hits = new HashMap<>();

    synchronized void add(Unit unit, Instant now) {
        hits.computeIfAbsent(unit, first -> EvictingQueue.create(MOST_OF_A_UNIT))
                .add(now);
    }

    synchronized long of(Unit unit, Instant since) {
        Queue<Instant> times = hits.get(unit);
        return times == null
                ? 0
                : times.stream().filter(time -> !time.isBefore(since)).count();
    }
}
