package example;

import io.github.kdpbridge.simulator.world.DeviceType;
import java.util.stream.IntStream;

class SeedTest {
    @org.junit.jupiter.api.extension.RegisterExtension
    final io.github.kdpbridge.simulator.KdpSimulator knox = io.github.kdpbridge.simulator.KdpSimulator.create();

    @org.junit.jupiter.api.Test
    void sampleOfThePage_fillsThePortal() {
        knox.simulator().seed("4680000925", "1200000321", DeviceType.IMEI,
                IntStream.range(0, 1_000_000).mapToObj("35%013d"::formatted));
        org.assertj.core.api.Assertions.assertThat(knox.simulator().devices()).hasSize(1_000_000);
    }
}
