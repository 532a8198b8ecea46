package io.github.kdpbridge.gen2client.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExpectedLog(".*; once more in [0-9]+ ms")
@ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
class OwnTestSampleTest {
    @RegisterExtension
    KdpSimulator knox = KdpSimulator.create();

    @Test
    void order_isRegistered_althoughTheServiceWasBusy() {
        knox.simulator().fault(Fault.status("/kcs/v1/rp/devices/upload", 429).header("Retry-After", "1"));
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(List.of("350000000000014"))
                    .build());
        }
        assertThat(knox.simulator().devices()).extracting(RegisteredDevice::id).containsExactly("350000000000014");
    }
}
