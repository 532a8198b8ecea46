package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen1facade.typed.Gen1Status;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class TypedOrderTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void sampleOfThePage_uploadsOnGeneration2_andGeneration1ShowsTheSame() throws IOException {
        try (Gen2Client program = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            List<Gen1ResellerApi> both = TypedOrder.run(
                    program,
                    knox.url().toString(),
                    "sim-gen1-key",
                    List.of("350000000000014"),
                    LoggerFactory.getLogger("sample"));

            for (Gen1ResellerApi api : both) {
                Gen1Status status;
                do {
                    status = api.status("4680000925", "PO-7").execute().body();
                } while (status.getTransactions().get(0).getState().equals("Progress"));
                assertThat(status.getTransactions()).singleElement().satisfies(transaction -> {
                    assertThat(transaction.getState()).isEqualTo("Complete");
                    assertThat(transaction.getDevices())
                            .singleElement()
                            .satisfies(device -> assertThat(device.getImei()).isEqualTo("350000000000014"));
                });
            }
        }
    }
}
