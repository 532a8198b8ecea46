package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as a whole: one table, both generations, one condition and one text. */
final class RequestJudgementTest {
    private static final String IMEI = "351800000000702";
    private static final World SMALL = World.standard().withSettings(new World.Settings(Duration.ZERO, 3, false));

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
            resellerId     | ''               | RESELLER_ID_MISSING    | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId     | '""'             | RESELLER_ID_MISSING    | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId     | null             | RESELLER_ID_MISSING    | 4002101 | 40000000 | 400 | resellerId is missing
            transactionId  | ''               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | transactionId is missing
            customerId     | ''               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | customerId is missing
            type           | ''               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | {type} is missing
            devices        | ''               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | {devices} is missing
            resellerId     | {}               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | resellerId must be a string
            transactionId  | true             | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | transactionId must be a string
            customerId     | []               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | customerId must be a string
            vendorId       | {}               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | vendorId must be a string
            type           | []               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | {type} must be a string
            devices        | '"x"'            | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | {devices} must be an array of strings
            devices        | '[{}]'           | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | {devices} must be an array of strings
            orderNo        | {}               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | orderNo must be a string
            orderTime      | {}               | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | orderTime must be a string
            orderTime      | '"today"'        | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | orderTime must be a number of seconds
            orderTime      | 1.5              | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | orderTime must be a number of seconds
            orderTime      | 1000000000000000000 | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | orderTime must be a number of seconds
            resellerId     | '"4680000926"'   | AUTHORIZATION_FAIL     | 4030000 | 40300000 | 403 | resellerId 4680000926 is not the account of the caller
            customerId     | '"12x"'          | CUSTOMER_ID_INVALID    | 4002104 | 40000011 | 400 | customerId must be digits, not 12x
            customerId     | '"1200000323"'   | CUSTOMER_NOT_FOUND     | 4042104 | 40400004 | 404 | customerId 1200000323 is not a customer of resellerId 4680000925
            vendorId       | '"7850000064"'   | RESELLER_NOT_FOUND     | 4042101 | 40400001 | 404 | vendorId 7850000064 is not a vendor of resellerId 4680000925
            type           | '"imei"'         | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | '{type} must be IMEI, MEID or SN'
            devices        | '["1","2","3","4"]' | DEVICE_COUNT_EXCEEDED | 4002106 | 40000006 | 400 | 4 devices are more than the limit of 3 a request
            transactionId  | '"used"'         | DUPLICATE_TRANSACTION_ID | 4092101 | 40900001 | 409 | transactionId used was used before
            profileAliases | '"x"'            | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | profileAliases must be an array
            profileAliases | '["x"]'          | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | 'profileAliases[0] must be an object'
            profileAliases | '[{"targetService":"KME"}]' | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | 'profileAliases[0].profileAlias is missing'
            profileAliases | '[{"profileAlias":"x"}]' | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | 'profileAliases[0].targetService is missing'
            profileAliases | '[{"targetService":"KC","profileAlias":"x"}]' | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | 'profileAliases[0].targetService must be KME'
            profileAliases | '[{"targetService":"KME","profileAlias":"x"}]' | RESOURCE_INVALID_PARAM | 4000000 | 40000000 | 400 | 'profileAliases[0].profileAlias x is not a KME profile of customerId 1200000321'
            """)
    void wrongField_isRefusedAlike(
            String field, String value, String condition, int gen1Code, int gen2Code, int status, String data)
            throws IOException {
        Draft draft = Draft.of("244303", IMEI).with(field, value);

        HttpResponse<String> old = gen1.put("/bulkenroll/v1/reseller/devices", draft.gen1());
        assertThat(old.statusCode()).as(old.body()).isEqualTo(status);
        Map<String, Object> refusal = Trees.object(old.body());
        assertThat(refusal)
                .containsEntry("state", "Rejected")
                .containsEntry("code", (double) gen1Code)
                .containsEntry("message", condition)
                .containsEntry("data", data.replace("{type}", "devices.type").replace("{devices}", "devices.list"));
        boolean named = !field.equals("transactionId") || value.equals("\"used\"");
        assertThat(refusal.containsKey("transactionId")).isEqualTo(named);
        assertThat(refusal).hasSize(named ? 5 : 4);

        HttpResponse<String> fresh = gen2.put("/kcs/v1/rp/devices/upload", draft.gen2());
        assertThat(fresh.statusCode()).as(fresh.body()).isEqualTo(status);
        assertThat(Trees.object(fresh.body()))
                .containsEntry("code", (double) gen2Code)
                .containsEntry("message", gen2Code == 40000000 ? "RESOURCE_INVALID_PARAM" : condition)
                .containsEntry("data", data.replace("{type}", "type").replace("{devices}", "devices"))
                .containsKey("errorId")
                .hasSize(4);

        assertThat(KNOX.simulator().devices()).hasSize(1);
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
    void brokenBody_isRefusedAlike(String body, String data) throws IOException {
        HttpResponse<String> old = gen1.put("/bulkenroll/v2/reseller/devices/delete", body);
        HttpResponse<String> fresh = gen2.put("/kcs/v1/rp/devices/delete", body);

        assertThat(old.statusCode()).isEqualTo(400);
        assertThat(Trees.object(old.body()))
                .isEqualTo(Map.of(
                        "state", "Rejected", "code", 4000000.0, "message", "RESOURCE_INVALID_PARAM", "data", data));
        assertThat(fresh.statusCode()).isEqualTo(400);
        assertThat(Trees.text(fresh.body(), "data")).isEqualTo(data);
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
                .with("profileAliases", "[{\"targetService\":\"KME\",\"profileAlias\":\"default-profile\"}]");

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
    void gen1KeyMissingOrUnknown_isRefusedBeforeTheBody() throws IOException {
        Caller stranger = Caller.gen1(KNOX.simulator(), "nonsense");
        Caller nobody = Caller.plain(KNOX.simulator());

        HttpResponse<String> unknown = stranger.put("/bulkenroll/v1/reseller/devices", "{\"transactionId\":7}");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body())
                .isEqualTo("{\"transactionId\":\"7\",\"state\":\"Rejected\",\"code\":4012250,"
                        + "\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"X-WSM-API-TOKEN is not known\"}");
        HttpResponse<String> missing = nobody.get("/bulkenroll/v1/reseller/devices/status");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.body())
                .isEqualTo("{\"state\":\"Rejected\",\"code\":4012250,"
                        + "\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"X-WSM-API-TOKEN is missing\"}");
    }
}
