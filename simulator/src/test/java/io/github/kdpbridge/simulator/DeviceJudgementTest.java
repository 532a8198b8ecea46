package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each device of an accepted request. */
final class DeviceJudgementTest {
    private static final String IMEI = "351800000000702";
    private static final String OTHER = "351800000000703";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    private Caller gen1;
    private Caller gen2;

    @BeforeEach
    void callers(Simulator simulator) throws IOException {
        gen1 = Caller.gen1(simulator, Caller.KEY);
        gen2 = Caller.gen2(simulator);
    }

    @ParameterizedTest
    @CsvSource({
        "IMEI, 351800000000702, imei, true",
        "IMEI, 35180000000070, imei, false",
        "IMEI, 35180000000070A, imei, false",
        "MEID, A000004F3A2B1C, meid, true",
        "MEID, a000004f3a2b1c, meid, true",
        "MEID, A000004F3A2B1G, meid, false",
        "SN, R58M1234567, serialNumber, true",
        "SN, R58M123, serialNumber, false",
        "SN, R58M-1234567, serialNumber, false",
    })
    void identifier_isJudgedByItsType(String type, String id, String field, boolean valid) throws IOException {
        upload(Draft.of("1", id).with("type", "\"" + type + "\""));

        Map<String, Object> old = gen1Devices("1").get(0);
        Map<String, Object> fresh = gen2Devices("1").get(0);
        if (valid) {
            assertThat(old).isEqualTo(Map.of(field, id)).isEqualTo(fresh);
        } else {
            String data = id + " is not a valid " + type;
            assertThat(old).isEqualTo(failed(field, id, 4002102, "DEVICE_INVALID", data));
            assertThat(fresh).isEqualTo(failed(field, id, 40000004, "DEVICE_INVALID", data));
        }
    }

    @Test
    void invalidIdentifier_cannotBeDeletedEither() throws IOException {
        delete(Draft.of("1", "12"));

        assertThat(gen2Devices("1"))
                .containsExactly(failed("imei", "12", 40000004, "DEVICE_INVALID", "12 is not a valid IMEI"));
    }

    @Test
    void sameDeviceTwiceInOneUpload_failsTheSecondTime() throws IOException {
        upload(Draft.of("1", IMEI, IMEI));

        assertThat(gen1Devices("1"))
                .containsExactly(
                        Map.of("imei", IMEI),
                        failed(
                                "imei",
                                IMEI,
                                4092100,
                                "RESELLER_DEVICE_ALREADY_EXISTS",
                                IMEI + " is registered already"));
    }

    @Test
    void deviceOfAnotherReseller_existsAlready_andCannotBeDeleted() throws IOException {
        Caller second = Caller.gen1(KNOX.simulator(), "sim-gen1-key-2");
        Draft theirs = Draft.of("1", IMEI).with("resellerId", "\"4680000926\"").with("customerId", "\"1200000323\"");
        assertThat(second.put("/bulkenroll/v1/reseller/devices", theirs.gen1()).statusCode())
                .isEqualTo(200);

        upload(Draft.of("1", IMEI));
        delete(Draft.of("2", IMEI));

        assertThat(gen2Devices("1"))
                .containsExactly(failed(
                        "imei", IMEI, 40900000, "RESELLER_DEVICE_ALREADY_EXISTS", IMEI + " is registered already"));
        assertThat(gen2Devices("2")).containsExactly(notFound(IMEI));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::resellerId)
                .containsExactly("4680000926");
    }

    @Test
    void deletedDevice_isGone_andMayBeUploadedAgain() throws IOException {
        upload(Draft.of("1", IMEI));
        delete(Draft.of("2", IMEI));
        delete(Draft.of("3", IMEI));
        upload(Draft.of("4", IMEI));

        assertThat(gen1Devices("2")).containsExactly(Map.of("imei", IMEI));
        assertThat(gen1Devices("3")).containsExactly(notFound(IMEI));
        assertThat(gen1Devices("4")).containsExactly(Map.of("imei", IMEI));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::transactionId)
                .containsExactly("4");
    }

    @Test
    void emptyList_isAcceptedAndCompletesWithNone() throws IOException {
        upload(Draft.of("1"));

        assertThat(gen1Devices("1")).isEmpty();
    }

    @Test
    void removeTransactionId_deletesWhatThatUploadRegistered_andIsStillThere() throws IOException {
        upload(Draft.of("first", OTHER));
        upload(Draft.of("1", IMEI, OTHER, "351800000000704"));
        delete(Draft.of("2", IMEI));

        assertThat(remove("3", "1").statusCode()).isEqualTo(200);

        assertThat(gen1Devices("3")).containsExactly(Map.of("imei", "351800000000704"));
        assertThat(KNOX.simulator().devices()).extracting(RegisteredDevice::id).containsExactly(OTHER);
        assertThat(remove("4", "1").statusCode()).isEqualTo(200);
        assertThat(gen1Devices("4")).isEmpty();
    }

    @Test
    void removeTransactionIdOfAnotherCustomersUpload_failsEachDevice() throws IOException {
        upload(Draft.of("1", IMEI).with("customerId", "\"1200000322\""));

        assertThat(remove("2", "1").statusCode()).isEqualTo(200);

        assertThat(gen1Devices("2")).containsExactly(notFound(IMEI));
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"never", "2"})
    void removeTransactionIdThatIsNoUpload_isRefused(String unknown) throws IOException {
        delete(Draft.of("2", IMEI));

        HttpResponse<String> answer = remove("3", unknown);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"transactionId\":\"3\",\"state\":\"Rejected\",\"code\":4042105,"
                        + "\"message\":\"TRANSACTION_NOT_FOUND\","
                        + "\"data\":\"removeTransactionId " + unknown + " is not known\"}");
    }

    private void upload(Draft draft) throws IOException {
        assertThat(gen2.put("/kcs/v1/rp/devices/upload", draft.gen2()).statusCode())
                .isEqualTo(200);
    }

    private void delete(Draft draft) throws IOException {
        assertThat(gen1.put("/bulkenroll/v1/reseller/devices/delete", draft.gen1())
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> remove(String transactionId, String uploadId) throws IOException {
        Draft draft = Draft.of(transactionId)
                .with("type", "")
                .with("devices", "")
                .with("removeTransactionId", "\"" + uploadId + "\"");
        return gen1.put("/bulkenroll/v1/reseller/devices/delete", draft.gen2());
    }

    private List<Map<String, Object>> gen1Devices(String transactionId) throws IOException {
        String query = "?resellerId=4680000925&transactionId=" + transactionId;
        String body = gen1.get("/bulkenroll/v1/reseller/devices/status" + query).body();
        return Trees.list(Trees.list(Trees.object(body), "transactions").get(0), "devices");
    }

    private List<Map<String, Object>> gen2Devices(String transactionId) throws IOException {
        String query = "?resellerId=4680000925&transactionId=" + transactionId;
        String body = gen2.get("/kcs/v1/rp/devices/status" + query).body();
        return Trees.list(Trees.object(body), "devices");
    }

    private static Map<String, Object> notFound(String id) {
        return failed(
                "imei",
                id,
                40000044,
                "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                id + " is not registered with customerId 1200000321 by this reseller");
    }

    private static Map<String, Object> failed(String field, String id, int code, String message, String data) {
        return Map.of(field, id, "code", (double) code, "message", message, "data", data);
    }
}
