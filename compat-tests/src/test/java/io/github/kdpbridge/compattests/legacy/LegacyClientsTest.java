package io.github.kdpbridge.compattests.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that know nothing of the bridge must print the same with it and without it, to the byte. */
@Tag("one-jdk")
final class LegacyClientsTest {
    @RegisterExtension
    KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource
    void gen1_isServedByTheServiceItself(LegacyClient client) throws IOException, InterruptedException {
        assertPrintsWhatIsExpected(client, knox.url(), "");

        assertServedBy("gen1");
    }

    @ParameterizedTest
    @EnumSource
    void gen1_isServedByTheGatewayOnGen2(LegacyClient client) throws IOException, InterruptedException {
        try (Gateway gateway = gateway()) {
            assertPrintsWhatIsExpected(client, gateway.url(), "night");
        }

        assertServedBy("gen2", "token");
    }

    @ParameterizedTest
    @EnumSource
    void serverTrouble_isTriedAgain(LegacyClient client) throws IOException, InterruptedException {
        knox.simulator().fault(Fault.status("/bulkenroll/v1/reseller/devices", 503));

        assertPrintsWhatIsExpected(client, knox.url(), "");
    }

    /**
     * Runs a client.
     *
     * @param run the prefix of its transactions; empty for the client's own
     */
    private void assertPrintsWhatIsExpected(LegacyClient client, URI url, String run)
            throws IOException, InterruptedException {
        assumeTrue(
                ClientProcess.run(client.probe(), Map.of(), scratch).exitCode() == 0,
                () -> client + " is not run: its runtime is not on this machine; apt install " + client.packages()
                        + " brings it on Debian");

        ClientProcess ended = ClientProcess.run(
                client.command(),
                Map.of("KDP_URL", url.toString(), "KDP_KEY", "sim-gen1-key", "KDP_RUN", run),
                scratch);

        assertThat(ended.exitCode()).as("exit code of %s", ended).isZero();
        assertThat(ended.out()).isEqualTo(Files.readString(ClientProcess.FOLDER.resolve("expected.txt"), UTF_8));
    }

    private void assertServedBy(String... generations) {
        assertThat(knox.simulator().requests())
                .extracting(RecordedRequest::generation)
                .containsOnly(generations);
        assertThat(knox.simulator().devices())
                .as("every client takes back what it registered")
                .isEmpty();
    }

    private Gateway gateway() {
        return Gateway.start(
                GatewayConfig.parse("""
                gateway { listen = "127.0.0.1:0", admin { listen = off }, ledger { file = off } }
                resellers = [{
                  resellerId = "4680000925"
                  name = "Example Reseller"
                  vendors = [{ vendorId = "7850000063", name = "Example Phone Shop" }]
                  gen1Key = "sim-gen1-key"
                  gen2 {
                    baseUrl = "%s"
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret", tokenUrl = "%s" }
                  }
                }]
                """.formatted(knox.gen2BaseUrl(), knox.oauthTokenUrl()), "legacy clients"));
    }
}
