package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Dialect.CodeForm;
import io.github.kdpbridge.simulator.world.Dialect.DeviceKey;
import io.github.kdpbridge.simulator.world.Dialect.ErrorLevel;
import io.github.kdpbridge.simulator.world.Dialect.InvalidDevice;
import io.github.kdpbridge.simulator.world.Dialect.LetterCase;
import io.github.kdpbridge.simulator.world.Dialect.MeidForm;
import io.github.kdpbridge.simulator.world.Dialect.Repeated;
import io.github.kdpbridge.simulator.world.Dialect.Reupload;
import io.github.kdpbridge.simulator.world.Dialect.StatusForm;
import io.github.kdpbridge.simulator.world.Dialect.UnknownTransaction;
import io.github.kdpbridge.simulator.world.Dialect.WrongCustomer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each switch of the dialect, as documented and otherwise. */
final class DialectTest {
    private static final String A = "351800000000702";
    private static final String B = "351800000000703";
    private static final String INVALID = "12";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    private Talk talk;

    @BeforeEach
    void talk(Simulator simulator) throws IOException {
        talk = Talk.with(simulator);
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_LIST, 200, ",
        "INVALID_ID, 400, 40000013 TRANSACTION_ID_INVALID",
        "NOT_FOUND, 404, 40400009 TRANSACTION_NOT_FOUND",
    })
    void unknownTransaction_isAnEmptyListOrAnError(UnknownTransaction kind, int status, String error)
            throws IOException {
        speak(it -> it.with(Dialect.UNKNOWN_TRANSACTION, kind));

        HttpResponse<String> answer = talk.status("&transactionId=none");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (error == null) {
            assertThat(answer.body())
                    .isEqualTo("{\"devices\":{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}}");
        } else {
            assertThat(code(answer)).isEqualTo(error);
        }
    }

    @Test
    void statusLag_hidesATransaction_byIdAndInTheList() throws IOException {
        speak(it -> it.with(Dialect.STATUS_LAG, Duration.ofMinutes(1)));
        talk.upload(Draft.of("1", A));

        assertThat(talk.transactions("&transactionId=1")).isEmpty();
        assertThat(talk.transactions("")).isEmpty();
        assertThat(talk.oldStatus("&transactionId=1").statusCode()).isEqualTo(200);
        assertThat(code(talk.gen2().put(Talk.FRESH + "/upload", Draft.of("1", A).gen2())))
                .isEqualTo("40000014 TRANSACTION_ID_DUPLICATE");

        KNOX.simulator().advanceClock(Duration.ofSeconds(59));
        assertThat(talk.transactions("")).isEmpty();
        KNOX.simulator().advanceClock(Duration.ofSeconds(1));
        assertThat(talk.transactions("&transactionId=1")).hasSize(1);
        assertThat(talk.transactions("")).hasSize(1);
    }

    @Test
    void statusFiltered_orTheListOfAll() throws IOException {
        talk.upload(Draft.of("1", A)).upload(Draft.of("2", B));

        assertThat(talk.transactions("&transactionId=2"))
                .extracting(it -> it.get("transactionId"))
                .containsExactly("2");
        speak(it -> it.with(Dialect.STATUS_FILTERED, false));
        assertThat(talk.transactions("&transactionId=2"))
                .extracting(it -> it.get("transactionId"))
                .containsExactly("1", "2");
        assertThat(talk.transactions("&transactionId=none&pageSize=1&pageNum=1"))
                .extracting(it -> it.get("transactionId"))
                .containsExactly("2");
    }

    @Test
    void statusForm_isWrappedPagedOrBare() throws IOException {
        talk.upload(Draft.of("1", A)).done();
        String transaction =
                "{\"transactionId\":\"1\",\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\"}";
        String page = "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[" + transaction + "]}";
        String wrapped = "{\"devices\":" + page + "}";

        assertThat(talk.status("&transactionId=1").body()).isEqualTo(wrapped);
        assertThat(talk.status("").body()).isEqualTo(wrapped);
        speak(it -> it.with(Dialect.STATUS_FORM, StatusForm.PAGED));
        assertThat(talk.status("&transactionId=1").body()).isEqualTo(page);
        assertThat(talk.status("").body()).isEqualTo(page);
        speak(it -> it.with(Dialect.STATUS_FORM, StatusForm.BARE));
        assertThat(talk.status("&transactionId=1").body()).isEqualTo(transaction);
        assertThat(talk.status("").body()).isEqualTo(wrapped);
    }

    @Test
    void failedDevicesPerPage_spreadsATransaction() throws IOException {
        talk.upload(Draft.of("1", "1", "2", "3", A)).done();
        assertThat(talk.devices("1")).hasSize(3);

        speak(it -> it.with(Dialect.FAILED_DEVICES_PER_PAGE, 2));

        Map<String, Object> page = page("&transactionId=1");
        assertThat(page).containsEntry("totalCount", 1.0).containsEntry("totalPage", 2.0);
        assertThat(imeis(page)).containsExactly("1", "2");
        Map<String, Object> last = page("&transactionId=1&pageNum=1");
        assertThat(last).containsEntry("totalCount", 1.0).containsEntry("pageNum", 1.0);
        assertThat(imeis(last)).containsExactly("3");
        assertThat(code(talk.status("&transactionId=1&pageNum=2"))).isEqualTo("40000002 PAGE_OUT_OF_BOUNDS");
        assertThat(Trees.list(talk.transactions("").get(0), "devices")).hasSize(3);
    }

    @Test
    void devicesInProgress_areShownOrNot() throws IOException {
        talk.upload(Draft.of("1", A, INVALID));

        assertThat(talk.transaction("1")).containsEntry("state", "Progress").doesNotContainKey("devices");
        speak(it -> it.with(Dialect.DEVICES_IN_PROGRESS, true));
        assertThat(talk.transaction("1")).containsEntry("state", "Progress");
        assertThat(talk.devices("1")).extracting(it -> it.get("imei")).containsExactly(INVALID);
    }

    @Test
    void goodDevices_areListedOrNot() throws IOException {
        talk.upload(Draft.of("1", A, INVALID)).done();

        assertThat(talk.devices("1")).hasSize(1);
        speak(it -> it.with(Dialect.GOOD_DEVICES_LISTED, true));
        assertThat(talk.devices("1")).hasSize(2).first().isEqualTo(Map.of("imei", A));
    }

    @ParameterizedTest
    @CsvSource({
        "AS_SENT, a000004f3a2b1c, a000004f3a2b1c",
        "HEXADECIMAL, a000004f3a2b1c, A000004F3A2B1C",
        "DECIMAL, a000004f3a2b1c, 268435463903812124",
        "AS_SENT, 268435463903812124, 268435463903812124",
        "HEXADECIMAL, 268435463903812124, A000004F3A2B1C",
        "DECIMAL, 268435463903812124, 268435463903812124",
        "DECIMAL, not a MEID, not a MEID",
    })
    void meidForm_isThatOfTheStatus(MeidForm form, String sent, String shown) throws IOException {
        speak(it -> it.with(Dialect.MEID_FORM, form));
        talk.delete(Draft.of("1", sent).with("type", "\"MEID\"")).done();

        assertThat(talk.devices("1")).extracting(it -> it.get("meid")).containsExactly(shown);
        assertThat(talk.oldDevices("1")).extracting(it -> it.get("meid")).containsExactly(sent);
    }

    @ParameterizedTest
    @CsvSource({"AS_SENT, r58M1234567", "UPPER, R58M1234567", "LOWER, r58m1234567"})
    void letterCase_isThatOfTheStatus(LetterCase letters, String shown) throws IOException {
        speak(it -> it.with(Dialect.LETTER_CASE, letters));
        talk.delete(Draft.of("1", "r58M1234567").with("type", "\"SN\"")).done();

        assertThat(talk.devices("1")).extracting(it -> it.get("serialNumber")).containsExactly(shown);
    }

    @Test
    void imeiCheckDigit_isWrittenOrNot() throws IOException {
        talk.delete(Draft.of("1", A)).done();

        assertThat(talk.devices("1")).extracting(it -> it.get("imei")).containsExactly(A);
        speak(it -> it.with(Dialect.IMEI_CHECK_DIGIT, false));
        assertThat(talk.devices("1")).extracting(it -> it.get("imei")).containsExactly("35180000000070");
        assertThat(talk.devices("1").get(0).get("data")).asString().contains("{" + A + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "BY_TYPE, IMEI, imei", "BY_TYPE, SN, serialNumber", "BY_TYPE, MEID, meid",
        "MEI, IMEI, mei", "MEI, SN, serialNumber", "MEI, MEID, meid",
        "DEVICE_ID, IMEI, deviceId", "DEVICE_ID, SN, deviceId", "DEVICE_ID, MEID, deviceId",
    })
    void deviceKey_namesTheIdentifier(DeviceKey key, String type, String field) throws IOException {
        speak(it -> it.with(Dialect.DEVICE_KEY, key));
        talk.upload(Draft.of("1", INVALID).with("type", "\"" + type + "\"")).done();

        assertThat(talk.devices("1").get(0)).containsEntry(field, INVALID).hasSize(4);
    }

    @Test
    void foreignDevice_failsAlone_orTheRequestInBothGenerations() throws IOException {
        talk.upload(Draft.of("0", A));
        Draft delete = Draft.of("1", A, B);
        speak(it -> it.with(Dialect.FOREIGN_DEVICE_LEVEL, ErrorLevel.REQUEST));

        HttpResponse<String> fresh = talk.gen2().put(Talk.FRESH + "/delete", delete.gen2());
        assertThat(fresh.statusCode()).isEqualTo(400);
        assertThat(code(fresh)).isEqualTo("40000044 RESELLER_CUSTOMER_DEVICE_NOT_FOUND");
        HttpResponse<String> old = talk.gen1().put(Talk.OLD + "/delete", delete.gen1());
        assertThat(old.statusCode()).isEqualTo(400);
        assertThat(Trees.object(old.body()))
                .isEqualTo(Map.of(
                        "transactionId",
                        "1",
                        "state",
                        "Rejected",
                        "code",
                        40000044.0,
                        "message",
                        "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                        "data",
                        "This device {" + B + "} does not exist for current customer and reseller."));
        assertThat(KNOX.simulator().devices()).hasSize(1);

        speak(it -> it);
        talk.delete(delete).done();
        assertThat(talk.devices("1")).containsExactly(Talk.notThere(B));
        assertThat(talk.oldDevices("1")).containsExactly(Map.of("imei", A), Talk.notThere(B));
        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ErrorLevel.class)
    void foreignDevicesOfAnUpload_failAlone_orTheRequest(ErrorLevel level) throws IOException {
        talk.upload(Draft.of("0", A).with("customerId", "\"1200000322\""));
        speak(it -> it.with(Dialect.FOREIGN_DEVICE_LEVEL, level));
        String delete = Draft.of("1")
                .with("type", "")
                .with("devices", "")
                .with("removeTransactionId", "\"0\"")
                .gen2();

        int expected = level == ErrorLevel.DEVICE ? 200 : 400;
        assertThat(talk.gen2().put(Talk.FRESH + "/delete", delete).statusCode()).isEqualTo(expected);
        assertThat(talk.gen1()
                        .put(Talk.OLD + "/delete", delete.replace("\"1\"", "\"2\""))
                        .statusCode())
                .isEqualTo(expected);
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DEVICE_INVALID, IMEI, 40000004, DEVICE_INVALID, The specified device is not valid.",
        "ID, SN, 40000006, DEVICE_ID_INVALID, The specified device ID is not valid.",
        "BY_TYPE, IMEI, 40000007, DEVICE_IMEI_INVALID, The specified device IMEI is not valid.",
        "BY_TYPE, MEID, 40000008, DEVICE_MEID_INVALID, The specified device MEID is not valid.",
        "BY_TYPE, SN, 40000009, DEVICE_SERIAL_INVALID, The specified device serial number is not valid.",
    })
    void invalidDevice_hasACodeOfTheDialects(InvalidDevice rule, String type, int code, String name, String data)
            throws IOException {
        speak(it -> it.with(Dialect.INVALID_DEVICE, rule));
        talk.upload(Draft.of("1", INVALID).with("type", "\"" + type + "\"")).done();

        assertThat(talk.devices("1").get(0))
                .containsEntry("code", (double) code)
                .containsEntry("message", name)
                .containsEntry("data", data);
        assertThat(talk.oldDevices("1").get(0)).containsEntry("code", 4000000.0);
    }

    @Test
    void stateWhileWorking_isShownInPlaceOfProgress_butNotInReceipts() throws IOException {
        speak(it -> it.with(Dialect.STATE_WHILE_WORKING, "Verifying"));

        HttpResponse<String> receipt =
                talk.gen2().put(Talk.FRESH + "/upload", Draft.of("1", A).gen2());

        assertThat(Trees.text(receipt.body(), "state")).isEqualTo("Progress");
        assertThat(talk.transaction("1")).containsEntry("state", "Verifying");
        assertThat(talk.oldStatus("&transactionId=1").body()).contains("\"state\":\"Progress\"");
        speak(it -> it.with(Dialect.STATE_WHILE_WORKING, null));
        assertThat(talk.transaction("1")).containsEntry("state", "Progress");
        speak(it -> it.with(Dialect.STATE_WHILE_WORKING, "Verifying"));
        talk.done();
        assertThat(talk.transaction("1")).containsEntry("state", "Complete");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DOCUMENTED    | "code":40000004,"message":"DEVICE_INVALID","data":"The specified device is not valid."       | "code":40000014,"message":"TRANSACTION_ID_DUPLICATE","data"
            MISPRINTED    | "code":4000004,"message":"DEVICE_INVALID","data":"The specified device is not valid."        | "code":4000014,"message":"TRANSACTION_ID_DUPLICATE","data"
            CONTRADICTING | "code":40000000,"message":"DEVICE_INVALID","data":"The specified device is not valid."       | "code":40000000,"message":"TRANSACTION_ID_DUPLICATE","data"
            TEXT          | "code":"40000004","message":"DEVICE_INVALID","data":"The specified device is not valid."     | "code":"40000014","message":"TRANSACTION_ID_DUPLICATE","data"
            ARRAYS        | "code":[40000004],"message":["DEVICE_INVALID"],"data":["The specified device is not valid."] | "code":[40000014],"message":["TRANSACTION_ID_DUPLICATE"],"data":["The
            NAMELESS      | "code":40000004,"data":"The specified device is not valid."                                  | "code":40000014,"data"
            """)
    void codes_areWrittenAsTheDialectHasThem(CodeForm form, String device, String request) throws IOException {
        speak(it -> it.with(Dialect.CODES, form));
        talk.upload(Draft.of("1", INVALID)).done();

        assertThat(talk.status("&transactionId=1").body()).contains("[{\"imei\":\"12\"," + device + "}]");
        assertThat(talk.gen2()
                        .put(Talk.FRESH + "/upload", Draft.of("1", A).gen2())
                        .body())
                .contains(request);
    }

    @ParameterizedTest
    @CsvSource({"DOCUMENTED, 4012250", "MISPRINTED, 40122050", "TEXT, '\"4012250\"'", "CONTRADICTING, 4002250"})
    void codesOfTokens_areWrittenAsTheDialectHasThem(CodeForm form, String code) throws IOException {
        speak(it -> it.with(Dialect.CODES, form));

        assertThat(Caller.signed(KNOX.simulator(), "x")
                        .get(Talk.FRESH + "/status")
                        .body())
                .isEqualTo("{\"code\":" + code
                        + ",\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"ACCESS_TOKEN_BAD_REQUEST\"}");
    }

    @Test
    void reuploadAsDuplicate_failsForEveryCustomer() throws IOException {
        talk.upload(Draft.of("0", A));
        talk.upload(Draft.of("1", A, B))
                .oldUpload(Draft.of("2", A))
                .upload(other("3"))
                .done();

        assertThat(talk.devices("1")).containsExactly(Talk.duplicate(A));
        assertThat(talk.oldDevices("2")).containsExactly(Talk.oldDuplicate(A));
        assertThat(talk.devices("3")).containsExactly(Talk.duplicate(A));
    }

    @Test
    void reuploadInSilence_isGoodForTheSameCustomerOnly() throws IOException {
        speak(it -> it.with(Dialect.REUPLOAD, Reupload.SILENT));
        talk.upload(Draft.of("0", A));
        talk.upload(Draft.of("1", A, B))
                .oldUpload(Draft.of("2", A))
                .upload(other("3"))
                .done();

        assertThat(talk.devices("1")).isEmpty();
        assertThat(talk.oldDevices("2")).containsExactly(Map.of("imei", A));
        assertThat(talk.devices("3")).containsExactly(Talk.duplicate(A));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::transactionId)
                .containsExactly("0", "1");
    }

    @Test
    void reuploadAsError_tellsTheSameCustomer() throws IOException {
        speak(it -> it.with(Dialect.REUPLOAD, Reupload.ERROR));
        talk.upload(Draft.of("0", A));
        talk.upload(Draft.of("1", A)).upload(other("2")).done();

        String same = "The specified device already exists for the same reseller and customer.";
        assertThat(talk.devices("1")).containsExactly(Talk.failed("imei", A, 40000005, "DEVICE_DUPLICATE", same));
        assertThat(talk.oldDevices("1"))
                .containsExactly(Talk.failed(
                        "imei", A, 4092100, "RESELLER_DEVICE_ALREADY_EXISTS", "device imei[" + A + "] already exists"));
        assertThat(talk.devices("2")).containsExactly(Talk.duplicate(A));
    }

    @Test
    void wrongCustomer_isRefusedAtOnce() throws IOException {
        assertThat(code(talk.gen2()
                        .put(Talk.FRESH + "/upload", unknownCustomer().gen2())))
                .isEqualTo("40000011 CUSTOMER_ID_INVALID");
    }

    @Test
    void wrongCustomer_mayShowInTheTransaction() throws IOException {
        speak(it -> it.with(Dialect.WRONG_CUSTOMER, WrongCustomer.IN_TRANSACTION));
        talk.upload(unknownCustomer());
        assertThat(talk.transaction("1")).containsEntry("state", "Progress").doesNotContainKey("code");
        talk.done();

        assertThat(talk.transaction("1"))
                .isEqualTo(Map.of(
                        "transactionId",
                        "1",
                        "state",
                        "Complete",
                        "type",
                        "Put",
                        "operationType",
                        "UPLOAD",
                        "code",
                        40400002.0,
                        "message",
                        "CUSTOMER_NOT_FOUND",
                        "data",
                        "The specified customer does not exist."));
        assertThat(talk.oldDevices("1"))
                .containsExactly(Talk.failed(
                        "imei", A, 4042104, "CUSTOMER_NOT_FOUND", "customer not found. (customer id : [9])"));
        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(talk.gen1()
                        .put(Talk.OLD, unknownCustomer().gen1().replace("\"1\"", "\"2\""))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void wrongCustomer_mayShowInEachDevice() throws IOException {
        speak(it -> it.with(Dialect.WRONG_CUSTOMER, WrongCustomer.IN_DEVICES));
        talk.upload(unknownCustomer()).done();

        assertThat(talk.transaction("1")).doesNotContainKey("code");
        assertThat(talk.devices("1"))
                .containsExactly(Talk.failed(
                        "imei", A, 40400002, "CUSTOMER_NOT_FOUND", "The specified customer does not exist."));
    }

    @Test
    void repeatedDevice_isJudgedOnce() throws IOException {
        talk.upload(Draft.of("1", A, A, INVALID, INVALID)).done();

        assertThat(talk.devices("1")).extracting(it -> it.get("imei")).containsExactly(INVALID);
        talk.delete(Draft.of("2", A, A)).done();
        assertThat(talk.devices("2")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Repeated.class)
    void repeatedDeviceOfGen1_isJudgedOnceAndShownTwice(Repeated rule) throws IOException {
        speak(it -> it.with(Dialect.REPEATED_DEVICES, rule));
        talk.oldUpload(Draft.of("1", A, B, A)).done();

        assertThat(talk.oldDevices("1")).containsExactly(Map.of("imei", A), Map.of("imei", B), Map.of("imei", A));
    }

    @Test
    void repeatedDevice_mayFailTheSecondTime() throws IOException {
        speak(it -> it.with(Dialect.REPEATED_DEVICES, Repeated.DUPLICATE));
        talk.upload(Draft.of("1", A, A, B)).delete(Draft.of("2", A, A)).done();

        assertThat(talk.devices("1")).containsExactly(Talk.duplicate(A));
        assertThat(talk.devices("2")).containsExactly(Talk.notThere(A));
    }

    @Test
    void repeatedDevice_mayRefuseTheRequest() throws IOException {
        speak(it -> it.with(Dialect.REPEATED_DEVICES, Repeated.REFUSED));

        HttpResponse<String> answer =
                talk.gen2().put(Talk.FRESH + "/upload", Draft.of("1", A, A).gen2());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("40000001 RESOURCE_DUPLICATE_PARAM");
        talk.upload(Draft.of("1", A, B));
    }

    @Test
    void typeAndOperationType_areShownOrNot() throws IOException {
        talk.upload(Draft.of("1", A));

        assertThat(talk.transaction("1")).containsEntry("type", "Put").containsEntry("operationType", "UPLOAD");
        speak(it -> it.with(Dialect.TYPE_SHOWN, false));
        assertThat(talk.transaction("1")).doesNotContainKey("type").containsKey("operationType");
        speak(it -> it.with(Dialect.OPERATION_TYPE_SHOWN, false));
        assertThat(talk.transaction("1")).containsKey("type").doesNotContainKey("operationType");
    }

    @Test
    void expiresIn_isShownOrNot() throws IOException {
        String form = "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret";
        Caller caller = Caller.plain(KNOX.simulator());

        assertThat(Trees.object(caller.post("/ams/v1/oauth2/token", form).body()))
                .containsEntry("expires_in", 599.0);
        speak(it -> it.with(Dialect.EXPIRES_IN_SHOWN, false));
        assertThat(Trees.object(caller.post("/ams/v1/oauth2/token", form).body()))
                .containsOnlyKeys("access_token", "scope", "token_type");
    }

    private static void speak(UnaryOperator<Dialect> switches) {
        KNOX.simulator().dialect(switches.apply(Dialect.documented()));
    }

    private static Draft other(String transactionId) {
        return Draft.of(transactionId, A).with("customerId", "\"1200000322\"");
    }

    private static Draft unknownCustomer() {
        return Draft.of("1", A).with("customerId", "\"9\"");
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        Map<String, Object> error = Trees.object(answer.body());
        return ((Double) error.get("code")).intValue() + " " + error.get("message");
    }

    private Map<String, Object> page(String filters) throws IOException {
        return Trees.object(Trees.member(talk.status(filters).body(), "devices"));
    }

    private static List<Object> imeis(Map<String, Object> page) {
        return Trees.list(Trees.list(page, "transactions").get(0), "devices").stream()
                .map(it -> it.get("imei"))
                .toList();
    }
}
