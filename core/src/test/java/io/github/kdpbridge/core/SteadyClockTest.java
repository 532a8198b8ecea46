package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-7);
    private final SteadyClock clock = SteadyClock.startingAt(NOON, nanos::get);

    @Test
    void time_isTheStartAndWhatHasPassedSince() {
        assertThat(clock.instant()).isEqualTo(NOON);

        nanos.addAndGet(Duration.ofDays(3).toNanos());

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(3)));
        assertThat(clock.millis()).isEqualTo(NOON.plus(Duration.ofDays(3)).toEpochMilli());
    }

    @Test
    void counterThatOverflows_goesOn() {
        nanos.set(Long.MAX_VALUE);
        SteadyClock late = SteadyClock.startingAt(NOON, nanos::get);

        nanos.incrementAndGet();

        assertThat(late.instant()).isEqualTo(NOON.plusNanos(1));
    }

    @Test
    void clockOfAnotherZone_showsTheSameMoment() {
        ZoneId seoul = ZoneId.of("Asia/Seoul");

        nanos.incrementAndGet();

        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(seoul).getZone()).isEqualTo(seoul);
        assertThat(clock.withZone(seoul).instant()).isEqualTo(NOON.plusNanos(1));
    }
}
