package io.github.kdpbridge.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON samples of the contract, each against the running service. */
final class ContractSampleTest {
    private static final String STATUS = "/devices/status?resellerId=4680000925&transactionId=";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(TestWorlds.still().build());

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void gen1Upload_hasReceiptThenStatus(String version) throws IOException {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);
        String base = "/bulkenroll/" + version + "/reseller";

        assertAnswer(gen1.put(base + "/devices", sample("gen1-upload-request")), 200, "accepted");
        assertAnswer(gen1.get(base + STATUS + 244303), 200, "gen1-status-progress");
        knox.simulator().advanceClock(Duration.ofMillis(199));
        assertAnswer(gen1.get(base + STATUS + 244303), 200, "gen1-status-progress");
        knox.simulator().advanceClock(Duration.ofMillis(1));
        assertAnswer(gen1.get(base + STATUS + 244303), 200, "gen1-status-complete");
        assertAnswer(gen1.put(base + "/devices", sample("gen1-upload-request")), 409, "gen1-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void gen1DeleteFromWrongCustomer_failsTheDevice(String version) throws IOException {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);
        String base = "/bulkenroll/" + version + "/reseller";
        gen1.put(base + "/devices", sample("gen1-upload-request"));

        Draft delete = Draft.of("244304", "351800000000702").with("customerId", "\"1200000322\"");
        gen1.put(
                base + "/devices/delete",
                delete.with("transactionType", "\"Delete\"").gen1());
        knox.simulator().advanceClock(Duration.ofSeconds(1));

        assertAnswer(gen1.get(base + STATUS + 244304), 200, "gen1-status-failed-delete");
    }

    @Test
    void gen2Upload_hasReceiptThenBareStatus() throws IOException {
        Caller gen2 = Caller.gen2(knox.simulator());

        assertAnswer(gen2.put("/kcs/v1/rp/devices/upload", sample("gen2-upload-request")), 200, "accepted");
        knox.simulator().advanceClock(Duration.ofMillis(200));
        assertAnswer(gen2.get("/kcs/v1/rp" + STATUS + 244303), 200, "gen2-status-complete");
        assertAnswer(gen2.put("/kcs/v1/rp/devices/upload", sample("gen2-upload-request")), 409, "gen2-refused");

        Draft delete = Draft.of("244304", "351800000000702").with("customerId", "\"1200000322\"");
        gen2.put("/kcs/v1/rp/devices/delete", delete.gen2());
        knox.simulator().advanceClock(Duration.ofSeconds(1));
        assertAnswer(gen2.get("/kcs/v1/rp" + STATUS + 244304), 200, "gen2-status-failed-delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void gen1DeviceList_hasTheDocumentedFields(String version) throws IOException {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);
        String path = "/bulkenroll/" + version + "/reseller/devices";
        gen1.put(path, sample("gen1-upload-request"));

        assertAnswer(gen1.get(path + "?resellerId=4680000925"), 200, "gen1-devices");
    }

    @Test
    void gen2DeviceList_hasTheDocumentedFields() throws IOException {
        Caller gen2 = Caller.gen2(knox.simulator());
        gen2.put("/kcs/v1/rp/devices/upload", sample("gen2-upload-request"));

        assertAnswer(gen2.get("/kcs/v1/rp/devices?resellerId=4680000925"), 200, "gen2-devices");
    }

    @Test
    void gen1CustomersAndResellers_areAskedByPost() throws IOException {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);
        String base = "/bulkenroll/v1/reseller";

        assertAnswer(gen1.post(base + "/customers", sample("gen1-list-request")), 200, "customers");
        assertAnswer(gen1.post(base + "/resellers", sample("gen1-list-request")), 200, "resellers");
    }

    @Test
    void gen2CustomersAndResellers_areAskedByGet() throws IOException {
        Caller gen2 = Caller.gen2(knox.simulator());
        String query = "?resellerId=4680000925&customerId=1200000321&pageNum=0&pageSize=100";

        assertAnswer(gen2.get("/kcs/v1/rp/customers" + query), 200, "customers");
        assertAnswer(gen2.get("/kcs/v1/rp/customers/list" + query), 200, "customers");
        assertAnswer(gen2.get("/kcs/v1/rp/resellers" + query), 200, "resellers");
    }

    @Test
    void gen2Profiles_areAskedByHeaders() throws IOException {
        Map<String, String> headers = Map.of("resellerId", "4680000925", "customerId", "1200000321");

        assertAnswer(Caller.gen2(knox.simulator()).get("/kcs/v1/rp/profilealias/kme", headers), 200, "gen2-profiles");
    }

    @Test
    void gen2BadToken_hasNoErrorId() throws IOException {
        Caller stranger = Caller.gen2(knox.simulator(), "nonsense");

        assertAnswer(stranger.get("/kcs/v1/rp" + STATUS + 1), 401, "bad-token");
    }

    @Test
    void oauthToken_hasTheDocumentedFields() throws IOException {
        HttpResponse<String> answer = Caller.plain(knox.simulator())
                .post(
                        "/ams/v1/oauth2/token",
                        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret");

        assertAnswer(answer, 200, "oauth-token");
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String sample) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        Map<String, Object> expected = Trees.object(sample(sample));
        Map<String, Object> actual = Trees.object(answer.body());
        expected.replaceAll((name, value) -> value.equals("(any)") ? Objects.requireNonNull(actual.get(name)) : value);
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    }

    private static String sample(String name) throws IOException {
        try (InputStream stream = ContractSampleTest.class.getResourceAsStream("/contract/" + name + ".json")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        }
    }
}
