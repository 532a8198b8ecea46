package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.world.World;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class SimulatorOptionsTest {
    @Test
    void defaults_areTheDefaultWorldOnAFreePort() {
        SimulatorOptions options = SimulatorOptions.builder().build();

        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isZero();
        assertThat(options.world()).isEqualTo(World.standard());
    }

    @Test
    void processingTime_winsOverTheWorld_andSurvivesACopy() {
        SimulatorOptions options =
                SimulatorOptions.builder().processingTime(Duration.ofSeconds(3)).build();

        SimulatorOptions copy = options.toBuilder().host("localhost").port(9090).build();

        assertThat(copy.world().settings()).isEqualTo(new World.Settings(Duration.ofSeconds(3), 10_000));
        assertThat(copy.host()).isEqualTo("localhost");
        assertThat(copy.port()).isEqualTo(9090);
        assertThat(copy.clock()).isEqualTo(options.clock());
    }

    @Test
    void impossibleValues_areMisuse() {
        assertThatThrownBy(() -> SimulatorOptions.builder().port(65_536))
                .hasMessage("port must be from 0 to 65535, not 65536");
        assertThatThrownBy(() -> SimulatorOptions.builder().processingTime(Duration.ofSeconds(-1)))
                .hasMessage("processingTime must not be negative, but is PT-1S");
    }

    @Test
    void clock_cannotGoBack() {
        try (Simulator simulator = Simulator.start()) {
            assertThatThrownBy(() -> simulator.advanceClock(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the clock cannot go back, by PT-1S");
            assertThat(simulator.clock().withZone(ZoneId.of("Asia/Seoul")).getZone())
                    .hasToString("Asia/Seoul");
        }
    }
}
