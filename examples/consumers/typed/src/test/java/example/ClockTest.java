package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClockTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(SimulatorOptions.builder()
            .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
            .build());

    @Test
    void timePasses_whenItIsTold() {
        knox.simulator().advanceClock(Duration.ofHours(3));

        assertThat(knox.simulator().clock().instant()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    }
}
