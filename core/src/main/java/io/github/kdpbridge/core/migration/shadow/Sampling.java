package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Chooses the questions that are compared. Safe for use by many threads. */
final class Sampling {
    private static final int MOST_UNITS = 100_000;
    private static final double OF_GEN2 = 0.1;

    private final double share;
    private final DoubleSupplier random;
    private volatile Hour hour = new Hour(Long.MIN_VALUE, Set.of());

    /** @param random gives numbers from 0 to 1 */
    Sampling(double share, DoubleSupplier random) {
        this.share = share;
        this.random = random;
    }

    /** A unit and an operation. */
    record Subject(Unit unit, Operation<?, ?> operation) {}

    private record Hour(long number, Set<Subject> seen) {}

    /** Returns whether a subject was not compared in an hour yet; of two callers at once, one is the first. */
    boolean isFirst(Subject subject, long number) {
        Hour now = hour;
        if (now.number() != number) {
            now = begin(number);
        }
        return now.seen().size() < MOST_UNITS && now.seen().add(subject);
    }

    private synchronized Hour begin(long number) {
        if (hour.number() != number) {
            hour = new Hour(number, ConcurrentHashMap.newKeySet());
        }
        return hour;
    }

    /** Has the next question of a subject be the first of its hour: this one is not compared. */
    void forget(Subject subject) {
        hour.seen().remove(subject);
    }

    boolean isChosen(Phase phase) {
        double chosen = phase == Phase.GEN2 ? share * OF_GEN2 : share;
        return random.getAsDouble() < chosen;
    }
}
