package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LegacyShopTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void sampleOfThePage_servesALegacyProgramInTheProcess() throws IOException {
        try (Gen2Client program = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            program.awaitCompletion(
                    program.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                            .imeis(List.of("350000000000014"))
                            .build()),
                    Duration.ofMinutes(1));

            LegacyShop legacy = new LegacyShop();
            LegacyShop.runOn(program, legacy);

            assertThat(legacy.seen())
                    .startsWith("200 {")
                    .contains("\"transactionId\":\"PO-7\",\"state\":\"Complete\"");
        }
    }
}
