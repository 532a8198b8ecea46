package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class QuickStartTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void sampleOfTheReadme_registersDevices() {
        QuickStart.run(
                knox.gen2BaseUrl().toString(),
                "sim-client",
                "sim-secret",
                List.of("350000000000014", "350000000000022"),
                LoggerFactory.getLogger("sample"));

        assertThat(knox.simulator().devices())
                .extracting(RegisteredDevice::id)
                .containsExactlyInAnyOrder("350000000000014", "350000000000022");
    }

    @Test
    void sampleOfACorrectedAssumption_makesAClient() {
        try (Gen2Client kdp = Corrections.client(
                ResellerId.of("4680000925"), TokenSource.oauth2("sim-client", "sim-secret"))) {
            assertThat(kdp.reseller()).isEqualTo(ResellerId.of("4680000925"));
        }
    }
}
