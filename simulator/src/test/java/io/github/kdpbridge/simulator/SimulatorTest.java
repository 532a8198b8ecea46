package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SimulatorTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(SimulatorOptions.builder()
            .clock(java.time.Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), java.time.ZoneOffset.UTC))
            .build());

    @Test
    void gen1Upload_isSeenByGen2_onceProcessed() throws IOException {
        Simulator simulator = knox.simulator();
        Caller gen1 = Caller.gen1(simulator, Caller.KEY);
        HttpResponse<String> receipt = gen1.put("/bulkenroll/v1/reseller/devices", """
                {"transactionId":"244303","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000702"]}}""");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.body())
                .isEqualTo("{\"transactionId\":\"244303\",\"state\":\"Progress\",\"code\":2000000,"
                        + "\"message\":\"SUCCESS\"}");

        Caller gen2 = Caller.gen2(simulator);
        String status = "/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=244303";
        assertThat(gen2.get(status).body())
                .isEqualTo("{\"transactionId\":\"244303\",\"state\":\"Progress\",\"type\":\"Put\","
                        + "\"operationType\":\"UPLOAD\",\"devices\":[]}");
        simulator.advanceClock(Duration.ofMillis(200));
        assertThat(gen2.get(status).body())
                .isEqualTo("{\"transactionId\":\"244303\",\"state\":\"Complete\",\"type\":\"Put\","
                        + "\"operationType\":\"UPLOAD\",\"devices\":[{\"imei\":\"351800000000702\"}]}");
    }
}
