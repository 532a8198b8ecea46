package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.Response;

class LegacyClientTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    /** The POM decides with which; both have to do. */
    @Test
    void thereIsOneOkHttp_andRetrofit29() throws IOException {
        assertThat(java.util.Collections.list(
                        getClass().getClassLoader().getResources("okhttp3/OkHttpClient.class")))
                .hasSize(1);
        assertThat(String.valueOf(retrofit2.Retrofit.class.getProtectionDomain().getCodeSource()))
                .contains("retrofit-2.9.0.jar");
        assertThat(String.valueOf(OkHttpClient.class.getProtectionDomain().getCodeSource()))
                .contains(System.getProperty("expected.okhttp"));
    }

    @Test
    void legacySession_runsOnGeneration2() throws IOException {
        try (Gen2Client program = Programs.open(knox.gen2BaseUrl().toString(), "sim-client", "sim-secret")) {
            ResellerApi legacy = LegacyClient.on(program);

            Response<Map<String, Object>> receipt = legacy.upload(
                            "any", new ResellerApi.Order("PO-7", List.of("351800000000702", "3518-NO-IMEI")))
                    .execute();
            Response<Map<String, Object>> again = legacy.upload(
                            "any", new ResellerApi.Order("PO-7", List.of("351800000000702", "3518-NO-IMEI")))
                    .execute();
            Response<Map<String, Object>> other = legacy.upload(
                            "any", new ResellerApi.Order("PO-7", List.of("351800000000710")))
                    .execute();
            String status = statusWhenComplete(legacy, "PO-7");

            assertThat(receipt.code()).isEqualTo(200);
            assertThat(receipt.body()).containsEntry("transactionId", "PO-7").containsEntry("message", "SUCCESS");
            assertThat(again.body()).isEqualTo(receipt.body());
            assertThat(other.code()).isEqualTo(409);
            assertThat(other.errorBody().string()).contains("4092101");
            assertThat(status)
                    .contains("state=Complete", "imei=351800000000702", "imei=3518-NO-IMEI, code=");
        }
        assertThat(knox.simulator().devices()).extracting(RegisteredDevice::id).containsExactly("351800000000702");
    }

    /** Asks as legacy programs do. */
    private static String statusWhenComplete(ResellerApi legacy, String transaction) throws IOException {
        String status;
        do {
            status = String.valueOf(
                    legacy.status("any", "4680000925", transaction).execute().body());
        } while (status.contains("state=Progress"));
        return status;
    }

    @Test
    void sampleOfOtherCodes_makesProfiles() {
        assertThat(Codes.corrected()).hasSize(2);
    }
}
