package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused as a whole: one table for both generations, each in its own words. */
final class RequestJudgementTest {
    private static final String IMEI = "351800000000702";
    private static final World SMALL = World.standard().withSettings(new World.Settings(Duration.ZERO, 3));

    @RegisterExtension
    static final KdpSimulator KNOX =
            KdpSimulator.create(TestWorlds.still().world(SMALL).build());

    private Caller gen1;
    private Caller gen2;

    @BeforeEach
    void callers(Simulator simulator) throws IOException {
        gen1 = Caller.gen1(simulator, Caller.KEY);
        gen2 = Caller.gen2(simulator);
        assertThat(gen2.put(
                                "/kcs/v1/rp/devices/upload",
                                Draft.of("used", "990000000000001").gen2())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, emptyValue = "", textBlock = """
            resellerId | '' | 400 4002101 RESELLER_ID_MISSING | reseller id is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {resellerId}
            resellerId | '""' | 400 4002101 RESELLER_ID_MISSING | reseller id is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {resellerId}
            resellerId | null | 400 4002101 RESELLER_ID_MISSING | reseller id is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {resellerId}
            transactionId | '' | 400 4000000 RESOURCE_INVALID_PARAM | transactionId is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {transactionId}
            customerId | '' | 400 4000000 RESOURCE_INVALID_PARAM | customerId is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {customerId}
            type | '' | 400 4000000 RESOURCE_INVALID_PARAM | devices.type is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {type}
            devices | '' | 400 4000000 RESOURCE_INVALID_PARAM | devices.list is missing | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {devices}
            resellerId | {} | 400 4000000 RESOURCE_INVALID_PARAM | resellerId must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {resellerId}
            transactionId | true | 400 4000000 RESOURCE_INVALID_PARAM | transactionId must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {transactionId}
            customerId | [] | 400 4000000 RESOURCE_INVALID_PARAM | customerId must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {customerId}
            vendorId | {} | 400 4000000 RESOURCE_INVALID_PARAM | vendorId must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {vendorId}
            type | [] | 400 4000000 RESOURCE_INVALID_PARAM | devices.type must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {type}
            devices | '"x"' | 400 4000000 RESOURCE_INVALID_PARAM | devices.list must be an array of strings | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {devices}
            devices | '[{}]' | 400 4000000 RESOURCE_INVALID_PARAM | devices.list must be an array of strings | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {devices}
            orderNo | {} | 400 4000000 RESOURCE_INVALID_PARAM | orderNo must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {orderNo}
            orderTime | {} | 400 4000000 RESOURCE_INVALID_PARAM | orderTime must be a string | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {orderTime}
            orderTime | '"today"' | 400 4000000 RESOURCE_INVALID_PARAM | orderTime must be a number of seconds | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {orderTime}
            orderTime | 1.5 | 400 4000000 RESOURCE_INVALID_PARAM | orderTime must be a number of seconds | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {orderTime}
            orderTime | 1000000000000000000 | 400 4000000 RESOURCE_INVALID_PARAM | orderTime must be a number of seconds | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {orderTime}
            resellerId | '"4680000926"' | 403 4030000 AUTHORIZATION_FAIL | resellerId 4680000926 is not the account of the caller | 403 40300000 AUTHORIZATION_FAIL | The current user is unauthorized to use this service.
            resellerId | '"9"' | 403 4030000 AUTHORIZATION_FAIL | resellerId 9 is not the account of the caller | 400 40000010 RESELLER_ID_INVALID | The specified reseller ID is not valid.
            customerId | '"12x"' | 404 4042104 CUSTOMER_NOT_FOUND | customer not found. (customer id : [12x]) | 400 40000011 CUSTOMER_ID_INVALID | The specified customer ID is not valid.
            customerId | '"1200000323"' | 404 4042104 CUSTOMER_NOT_FOUND | customer not found. (customer id : [1200000323]) | 400 40000011 CUSTOMER_ID_INVALID | The specified customer ID is not valid.
            customerId | '"9"' | 404 4042104 CUSTOMER_NOT_FOUND | customer not found. (customer id : [9]) | 400 40000011 CUSTOMER_ID_INVALID | The specified customer ID is not valid.
            vendorId | '"7850000064"' | 404 4040003 VENDOR_NOT_FOUND | The specified vendor does not exist. | 404 40400003 VENDOR_NOT_FOUND | The specified vendor does not exist.
            type | '"imei"' | 400 4000000 RESOURCE_INVALID_PARAM | devices.type must be IMEI, MEID or SN | 400 40000000 RESOURCE_INVALID_PARAM | The specified request parameters are not valid. {type}
            devices | '["1","2","3","4"]' | 400 4000019 TOO_MANY_DEVICES | The specified list of devices exceeded the maximum count. | 400 40000003 DEVICE_COUNT_EXCEEDED | The specified list of devices exceeded the maximum count.
            transactionId | '"used"' | 409 4092101 TRANSACTION_ID_DUPLICATE | The specified transaction ID already exists. | 400 40000014 TRANSACTION_ID_DUPLICATE | The specified transaction ID already exists.
            """)
    void wrongField_isRefused(
            String field, String value, String oldError, String oldData, String freshError, String freshData)
            throws IOException {
        Draft draft = Draft.of("244303", IMEI).with(field, value);

        HttpResponse<String> old = gen1.put("/bulkenroll/v1/reseller/devices", draft.gen1());
        assertThat(error(old)).isEqualTo(oldError + ": " + oldData);
        boolean named = !field.equals("transactionId") || value.equals("\"used\"");
        assertThat(Trees.object(old.body())).containsEntry("state", "Rejected").hasSize(named ? 5 : 4);
        assertThat(Trees.object(old.body()).containsKey("transactionId")).isEqualTo(named);

        HttpResponse<String> fresh = gen2.put("/kcs/v1/rp/devices/upload", draft.gen2());
        assertThat(error(fresh)).isEqualTo(freshError + ": " + freshData);
        assertThat(Trees.object(fresh.body())).hasSize(4);
        assertThat(Trees.text(fresh.body(), "errorId")).matches("[0-9A-F]{32}");

        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "[\"x\"]",
                "[{\"serviceId\":\"s\"}]",
                "[{\"profileAlias\":\"default-profile\"}]",
                "[{\"profileAlias\":\"default-profile\",\"serviceId\":{}}]",
                "[{\"profileAlias\":\"x\",\"serviceId\":\"s\"}]"
            })
    void wrongProfile_isRefusedByGen2_andMeansNothingToGen1(String profiles) throws IOException {
        Draft draft = Draft.of("1", IMEI).with("profileAliases", profiles);

        HttpResponse<String> fresh = gen2.put("/kcs/v1/rp/devices/upload", draft.gen2());
        assertThat(error(fresh))
                .isEqualTo("400 40000000 RESOURCE_INVALID_PARAM: "
                        + "The specified request parameters are not valid. {profileAliases}");
        assertThat(gen1.put("/bulkenroll/v1/reseller/devices", draft.gen1()).statusCode())
                .isEqualTo(200);
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::profileAliases)
                .containsOnly(List.of());
    }

    @Test
    void devicesAndRemoveTransactionId_excludeEachOther() throws IOException {
        Draft both = Draft.of("1", IMEI).with("removeTransactionId", "\"used\"");
        String data = "Must provide only one of the following request parameters. {devices, removeTransactionId}";

        assertThat(error(gen1.put("/bulkenroll/v1/reseller/devices/delete", both.gen1())))
                .isEqualTo("400 4000001 RESOURCE_DUPLICATE_PARAM: " + data);
        assertThat(error(gen2.put("/kcs/v1/rp/devices/delete", both.gen2())))
                .isEqualTo("400 40000001 RESOURCE_DUPLICATE_PARAM: " + data);
        assertThat(gen2.put("/kcs/v1/rp/devices/upload", both.gen2()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void neitherDevicesNorRemoveTransactionId_isRefused() throws IOException {
        Draft neither = Draft.of("1").with("devices", "").with("type", "").with("removeTransactionId", "\"\"");

        assertThat(error(gen1.put("/bulkenroll/v1/reseller/devices/delete", neither.gen1())))
                .isEqualTo("400 4000000 RESOURCE_INVALID_PARAM: devices.type is missing");
        assertThat(error(gen2.put("/kcs/v1/rp/devices/delete", neither.gen2())))
                .isEqualTo("400 40000000 RESOURCE_INVALID_PARAM: "
                        + "The specified request parameters are not valid. {devices}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''            | the body is not valid JSON: it is empty
            []            | the body is not valid JSON: it is not an object
            '{"a":'       | the body is not valid JSON: it ends too early, in $.a
            '{a:1}'       | the body is not valid JSON: malformed at $.
            '{"a":01}'    | the body is not valid JSON: malformed at $.a
            '{} x'        | the body is not valid JSON: malformed at $
            """)
    void brokenBody_isRefused(String body, String data) throws IOException {
        HttpResponse<String> old = gen1.put("/bulkenroll/v2/reseller/devices/delete", body);
        HttpResponse<String> fresh = gen2.put("/kcs/v1/rp/devices/delete", body);

        assertThat(old.statusCode()).isEqualTo(400);
        assertThat(Trees.object(old.body()))
                .isEqualTo(Map.of(
                        "state", "Rejected", "code", 4000000.0, "message", "RESOURCE_INVALID_PARAM", "data", data));
        assertThat(fresh.statusCode()).isEqualTo(400);
        assertThat(Trees.text(fresh.body(), "data"))
                .isEqualTo("The specified request parameters are not valid. {body}");
    }

    @Test
    void tooDeepBody_isRefused() throws IOException {
        HttpResponse<String> answer =
                gen1.put("/bulkenroll/v1/reseller/devices", "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.text(answer.body(), "data")).startsWith("the body is not valid JSON: nested too deep at $.a");
    }

    @Test
    void gen1DevicesThatIsNoObject_isNamed() throws IOException {
        String body = Draft.of("1").gen1().replaceFirst("\"devices\":.*", "\"devices\":[\"" + IMEI + "\"]}");

        assertThat(Trees.text(gen1.put("/bulkenroll/v1/reseller/devices", body).body(), "data"))
                .isEqualTo("devices must be an object");
    }

    @ParameterizedTest
    @CsvSource({"'', Delete, New", "/delete, New, Delete", "/delete, delete, Delete"})
    void gen1TransactionTypeThatBeliesThePath_isRefused(String path, String type, String expected) throws IOException {
        String body =
                Draft.of("1", IMEI).with("transactionType", "\"" + type + "\"").gen1();

        HttpResponse<String> answer = gen1.put("/bulkenroll/v1/reseller/devices" + path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.text(answer.body(), "data")).isEqualTo("transactionType must be " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"\"", "\"7850000063\""})
    void vendorThatIsKnownOrNotNamed_isAccepted(String vendorId) throws IOException {
        Draft draft = Draft.of("1", IMEI).with("vendorId", vendorId);

        assertThat(gen1.put("/bulkenroll/v2/reseller/devices", draft.gen1()).statusCode())
                .isEqualTo(200);
        assertThat(KNOX.simulator().devices().get(0).vendorId())
                .isEqualTo(vendorId.contains("7850000063") ? "7850000063" : null);
    }

    @Test
    void numbersInPlaceOfStrings_areAccepted() throws IOException {
        Draft draft = Draft.of("1")
                .with("transactionId", "12345678901234567890")
                .with("resellerId", "4680000925")
                .with("customerId", "1200000321")
                .with("devices", "[" + IMEI + "]")
                .with("orderTime", "1600000000");

        HttpResponse<String> answer = gen2.put("/kcs/v1/rp/devices/upload", draft.gen2());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Trees.text(answer.body(), "transactionId")).isEqualTo("12345678901234567890");
    }

    @Test
    void byteOrderMark_isSkipped() throws IOException {
        Draft draft = Draft.of("1", IMEI);

        assertThat(gen1.put("/bulkenroll/v1/reseller/devices", "\uFEFF" + draft.gen1())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void profileOfADeletion_meansNothing() throws IOException {
        Draft draft = Draft.of("1").with("profileAliases", "[{\"targetService\":\"KME\",\"profileAlias\":\"x\"}]");

        assertThat(gen1.put(
                                "/bulkenroll/v1/reseller/devices/delete",
                                draft.gen1().replace("\"New\"", "\"Delete\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gen2.put(
                                "/kcs/v1/rp/devices/delete",
                                draft.with("transactionId", "\"2\"").gen2())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void knownProfile_isKeptWithTheDevice() throws IOException {
        Draft draft = Draft.of("1", IMEI)
                .with("targetService", "[\"whatever\"]")
                .with("profileAliases", "[{\"serviceId\":\"KME\",\"profileAlias\":\"default-profile\"}]");

        assertThat(gen2.put("/kcs/v1/rp/devices/upload", draft.gen2()).statusCode())
                .isEqualTo(200);
        assertThat(KNOX.simulator().devices().get(0).profileAliases()).containsExactly("default-profile");
    }

    @Test
    void refusedRequest_doesNotUseItsTransactionUp() throws IOException {
        Draft draft = Draft.of("1", IMEI);
        gen1.put(
                "/bulkenroll/v1/reseller/devices",
                draft.with("customerId", "\"1\"").gen1());

        assertThat(gen1.put("/bulkenroll/v1/reseller/devices", draft.gen1()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void gen1KeyMissingOrUnknown_isRefusedBeforeTheBody_withoutIdAndState() throws IOException {
        Caller stranger = Caller.gen1(KNOX.simulator(), "nonsense");
        Caller nobody = Caller.plain(KNOX.simulator());
        String refusal = "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}";

        HttpResponse<String> unknown = stranger.put("/bulkenroll/v1/reseller/devices", "{\"transactionId\":7}");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(refusal);
        HttpResponse<String> missing = nobody.get("/bulkenroll/v1/reseller/devices/status?transactionId=7");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.body()).isEqualTo(refusal);
    }

    @Test
    void gen1Key_doesNotExpire() throws IOException {
        KNOX.simulator().advanceClock(Duration.ofDays(3650));

        assertThat(gen1.get("/bulkenroll/v1/reseller/devices/status?resellerId=" + Caller.RESELLER)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void deviceLimitOfTheWorld_isTenThousand() {
        assertThat(World.standard().settings().deviceLimit()).isEqualTo(10_000);
    }

    /** Status, code, name and text. */
    private static String error(HttpResponse<String> answer) throws IOException {
        Map<String, Object> error = Trees.object(answer.body());
        return answer.statusCode() + " " + ((Double) error.get("code")).intValue() + " " + error.get("message") + ": "
                + error.get("data");
    }
}
