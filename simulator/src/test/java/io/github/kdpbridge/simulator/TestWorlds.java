package io.github.kdpbridge.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Options of tests: time stands still unless the simulator is told to advance it. */
public final class TestWorlds {
    /** When tests begin. */
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private TestWorlds() {}

    /** The default world at a standstill. */
    public static SimulatorOptions.Builder still() {
        return SimulatorOptions.builder().clock(Clock.fixed(START, ZoneOffset.UTC));
    }

    /** The default world at a standstill, where transactions are complete at once. */
    public static SimulatorOptions instant() {
        return still().processingTime(Duration.ZERO).build();
    }
}
