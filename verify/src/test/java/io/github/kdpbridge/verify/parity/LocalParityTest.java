package io.github.kdpbridge.verify.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.verify.session.HttpFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalParityTest {
    @Test
    void session_comesToTheSameBothWaysAndShowsTheGen2RequestsBehindIt() {
        List<String> progress = new ArrayList<>();

        ParityReport report =
                LocalParity.run(HttpFile.parse("""
                @devices = /bulkenroll/v1/reseller/devices
                @key = sim-gen1-key

                ### upload
                PUT {{devices}}
                X-WSM-API-TOKEN: {{key}}
                Content-Type: application/json

                {"transactionId":"1","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000701"]}}

                ### wrong key
                GET {{devices}}/status?resellerId=4680000925&transactionId=1
                X-WSM-API-TOKEN: wrong
                """, "test"), (done, all) -> progress.add(done + " of " + all));

        assertThat(progress).containsExactly("0 of 4", "1 of 4", "3 of 4", "4 of 4");
        assertThat(report.steps()).hasSize(2);
        assertThat(report.steps()).flatExtracting(ParityStep::differences).isEmpty();
        assertThat(report.portalDifferences()).isEmpty();
        assertThat(report.same()).isTrue();
        assertThat(report.steps().get(0).direct().answer().status()).isEqualTo(200);
        assertThat(report.steps().get(0).gen2Requests())
                .extracting(RecordedRequest::method, RecordedRequest::path)
                .containsExactly(tuple("POST", "/ams/v1/users/accesstoken"), tuple("PUT", "/kcs/v1/rp/devices/upload"));
        assertThat(report.steps().get(1).direct().answer().status()).isEqualTo(401);
        assertThat(report.steps().get(1).gen2Requests()).isEmpty();
    }
}
