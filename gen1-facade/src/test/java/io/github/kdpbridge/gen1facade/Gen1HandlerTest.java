package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog("upload 244303 was refused: as Gen2 says \\(code 50300001\\): about something \\[HTTP 507\\]")
class Gen1HandlerTest {
    private static final String KEY = "sim-gen1-key";
    private static final String UPLOAD = "/bulkenroll/v1/reseller/devices";
    private static final String DELETE = UPLOAD + "/delete";
    private static final String STATUS = UPLOAD + "/status";
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final Devices DEVICES = Devices.imeis(List.of("351800000000702"));

    private final FakeProgram program = new FakeProgram("4680000925");
    private final Gen1Handler handler = Gen1Handler.builder()
            .account(KEY, program)
            .account("sim-gen1-key-2", new FakeProgram("4680000926"))
            .build();

    /** Answers a request, in the way that the class is about. */
    Gen1Response answer(Gen1Handler handler, Gen1Request request) {
        return handler.handle(request);
    }

    private static String contract(String name) throws IOException {
        try (InputStream in = Gen1HandlerTest.class.getResourceAsStream("/contract/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Gen1Request request(String method, String path, String query, String body) {
        return new Gen1Request(method, path, query, Map.of("x-wsm-api-token", KEY), ByteString.encodeUtf8(body));
    }

    private Gen1Response put(String path, String body) {
        return answer(handler, request("PUT", path, null, body));
    }

    private Gen1Response get(String query) {
        return answer(handler, request("GET", STATUS, query, ""));
    }

    private static void assertAnswer(Gen1Response response, int status, String body) {
        assertThat(response.body().utf8()).isEqualTo(body);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void documentedUpload_isPassedOnAndGetsItsReceipt(String version) throws Exception {
        Gen1Response response = put("/bulkenroll/" + version + "/reseller/devices", contract("upload-request.json"));

        assertAnswer(response, 200, contract("receipt.json"));
        assertThat(program.asked)
                .containsExactly(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .devices(DEVICES)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void delete_isPassedOnAndGetsItsReceipt(String version) throws Exception {
        Gen1Response response = put(
                "/bulkenroll/" + version + "/reseller/devices/delete",
                contract("upload-request.json").replace("\"New\"", "\"Delete\""));

        assertAnswer(response, 200, contract("receipt.json"));
        assertThat(program.asked).containsExactly(DeleteRequest.of(CUSTOMER, TRANSACTION, DEVICES));
    }

    @Test
    void fieldsOfTheNewerApi_arePassedOn() {
        put(UPLOAD, """
                {"devices":{"list":["R58N1234ABC"],"type":"SN"},"vendorId":"7850000063","orderNo":"PO-7",
                 "orderTime":1600000000,"targetService":"KME","unknown":{"a":[1,{}]},
                 "profileAliases":[{"serviceId":"KME","profileAlias":"kiosk","more":1}],
                 "customerId":1200000321,"resellerId":"4680000925","transactionId":"244303"}""");

        assertThat(program.asked)
                .containsExactly(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .vendor(VendorId.of("7850000063"))
                        .devices(Devices.serialNumbers(List.of("R58N1234ABC")))
                        .orderNo("PO-7")
                        .orderTime(Instant.ofEpochSecond(1_600_000_000))
                        .targetService("KME")
                        .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"vendorId\":\"\"", "\"vendorId\":null", "\"orderNo\":\"\",\"profileAliases\":null"})
    void emptyField_isAbsent(String field) throws Exception {
        put(UPLOAD, contract("upload-request.json").replace("\"transactionType\":\"New\"", field));

        assertThat(program.asked)
                .containsExactly(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .devices(DEVICES)
                        .build());
    }

    @Test
    void byteOrderMark_isSkipped() throws Exception {
        assertThat(put(UPLOAD, "\uFEFF" + contract("upload-request.json")).status())
                .isEqualTo(200);
    }

    /** The bridge never refuses an identifier that the service might accept, nor a kind of device. */
    @Test
    void oddDevices_arePassedOnAsTheyAre() {
        put(UPLOAD, """
                {"transactionId":" 7 ","resellerId":"4680000925","customerId":"x",
                 "devices":{"type":"imei","list":["", "35180000000070", 351800000000702, "351800000000711"]}}""");

        assertThat(program.asked)
                .containsExactly(UploadRequest.builder(CustomerId.of("x"), TransactionId.of(" 7 "))
                        .devices(new Devices(
                                new DeviceType("imei"),
                                List.of("", "35180000000070", "351800000000702", "351800000000711")))
                        .build());
    }

    @Test
    void status_isWrittenInThePagedWrapper() throws Exception {
        program.status = new TransactionStatus(
                TRANSACTION,
                TransactionState.COMPLETE,
                TransactionType.DELETE,
                List.of(
                        DeviceOutcome.success(DeviceId.imei("351800000000702")),
                        DeviceOutcome.failure(
                                DeviceId.serialNumber("R58N1234ABC"),
                                new ServiceError(
                                        Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
                                        "40000044",
                                        "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                                        "not a device of this customer")),
                        DeviceOutcome.failure(
                                DeviceId.meid("A0000000000001"),
                                new ServiceError(Condition.DEVICE_DUPLICATE, "40000005", "as Gen2 says", null))));

        assertAnswer(
                get("resellerId=4680000925&transactionId=244303&vendorId=7850000063"), 200, contract("status.json"));
        assertThat(program.asked).containsExactly(new StatusRequest(TRANSACTION, VendorId.of("7850000063")));
    }

    @Test
    void statusQuery_isDecodedAndAnEmptyVendorIsAbsent() {
        get("transactionId=a%26b+c&resellerId=4680000925&vendorId=&&flag&transactionId=second");

        assertThat(program.asked).containsExactly(StatusRequest.of(TransactionId.of("a&b c")));
    }

    @Test
    void laterPageOfAStatus_holdsTheTransactionTooBecauseCallersReadItUnseen() {
        assertAnswer(
                get("resellerId=4680000925&transactionId=244303&pageNum=1&pageSize=10"),
                200,
                "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":1,\"transactions\":[{\"transactionId\":\"244303\","
                        + "\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[]}]}");
    }

    static Stream<Arguments> badBodies() {
        String ids = "\"transactionId\":\"7\",\"resellerId\":\"4680000925\",\"customerId\":\"1\"";
        String devices = "\"devices\":{\"type\":\"IMEI\",\"list\":[]}";
        return Stream.of(
                Arguments.of("", null, 4000000, "the body is not valid JSON: it is empty or ends too early"),
                Arguments.of("{" + ids, null, 4000000, "the body is not valid JSON: it is empty or ends too early"),
                Arguments.of("{\"a\":}", null, 4000000, "the body is not valid JSON at path $.a"),
                Arguments.of("[]", null, 4000000, "the body must be an object"),
                Arguments.of("{" + ids + "} x", null, 4000000, "the body is not valid JSON at path $"),
                Arguments.of("{" + ids + "}{}", null, 4000000, "the body is not valid JSON at path $"),
                Arguments.of("{\"customerId\":{}}", null, 4000000, "customerId must be a string"),
                Arguments.of("{\"transactionId\":true}", null, 4000000, "transactionId must be a string"),
                Arguments.of("{\"devices\":[]}", null, 4000000, "devices must be an object"),
                Arguments.of("{\"devices\":{\"type\":[]}}", null, 4000000, "devices.type must be a string"),
                Arguments.of(
                        "{\"devices\":{\"list\":\"1\"}}", null, 4000000, "devices.list must be an array of strings"),
                Arguments.of(
                        "{\"devices\":{\"list\":[null]}}", null, 4000000, "devices.list must be an array of strings"),
                Arguments.of("{\"orderTime\":\"today\"}", null, 4000000, "orderTime must be a number of seconds"),
                Arguments.of("{\"orderTime\":1.5}", null, 4000000, "orderTime must be a number of seconds"),
                Arguments.of(
                        "{\"orderTime\":1000000000000000000}", null, 4000000, "orderTime must be a number of seconds"),
                Arguments.of(
                        "{\"x\":" + "[".repeat(100_000),
                        null,
                        4000000,
                        "the body is not valid JSON: it is nested too deeply"),
                Arguments.of("{\"profileAliases\":{}}", null, 4000000, "profileAliases must be an array"),
                Arguments.of("{\"profileAliases\":[1]}", null, 4000000, "profileAliases[0] must be an object"),
                Arguments.of(
                        "{\"profileAliases\":[{\"serviceId\":\"KME\"}]}",
                        null,
                        4000000,
                        "profileAliases[0].profileAlias is missing"),
                Arguments.of("{\"devices\":[]," + ids + "}", "7", 4000000, "devices must be an object"),
                Arguments.of(
                        "{" + ids + ",\"orderTime\":\"today\"}", "7", 4000000, "orderTime must be a number of seconds"),
                Arguments.of("{}", null, 4002101, "reseller id is missing"),
                Arguments.of("{\"transactionId\":\"7\",\"resellerId\":\"\"}", "7", 4002101, "reseller id is missing"),
                Arguments.of("{\"resellerId\":\"4680000925\"}", null, 4000000, "transactionId is missing"),
                Arguments.of(
                        "{\"resellerId\":\"4680000925\",\"transactionId\":\"7\"}",
                        "7",
                        4000000,
                        "customerId is missing"),
                Arguments.of("{" + ids + "}", "7", 4000000, "devices.type is missing"),
                Arguments.of("{" + ids + ",\"devices\":null}", "7", 4000000, "devices.type is missing"),
                Arguments.of("{" + ids + ",\"devices\":{\"type\":\"IMEI\"}}", "7", 4000000, "devices.list is missing"),
                Arguments.of(
                        "{" + ids + "," + devices + ",\"transactionType\":\"Delete\"}",
                        "7",
                        4000000,
                        "transactionType must be New"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void badBody_isRefusedByTheNameOfItsField(String body, String transaction, int code, String data) {
        String named = transaction == null ? "" : "\"transactionId\":\"" + transaction + "\",";
        String message = code == 4002101 ? "RESELLER_ID_MISSING" : "RESOURCE_INVALID_PARAM";

        assertAnswer(
                put(UPLOAD, body),
                400,
                "{%s\"state\":\"Rejected\",\"code\":%d,\"message\":\"%s\",\"data\":\"%s\"}"
                        .formatted(named, code, message, data));
        assertThat(program.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void bodyInAnotherCharset_isRefusedAndNotGuessed(String charset) throws Exception {
        ByteString body = ByteString.encodeString(
                contract("upload-request.json").replace("\"New\"", "\"New\",\"orderNo\":\"Grün\""),
                Charset.forName(charset));

        Gen1Response response =
                answer(handler, new Gen1Request("PUT", UPLOAD, null, Map.of(Gen1Handler.KEY_HEADER, KEY), body));

        assertAnswer(
                response,
                400,
                "{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"the body is not in UTF-8\"}");
        assertThat(program.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "deflate, 415", "BR, 415", "x-gzip, 415", "Identity, 200", "'', 200"})
    void contentEncoding_isNamedWhenItIsNotSupported(String encoding, int status) throws Exception {
        Gen1Response response = answer(
                handler,
                new Gen1Request(
                        "PUT",
                        UPLOAD,
                        null,
                        Map.of(Gen1Handler.KEY_HEADER, KEY, "content-encoding", encoding),
                        ByteString.encodeUtf8(contract("upload-request.json"))));

        String refusal = "{\"transactionId\":\"244303\",\"state\":\"Rejected\",\"code\":4000000,"
                + "\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\"Content-Encoding " + encoding
                + " is not supported; send the body as it is\"}";
        assertAnswer(response, status, status == 200 ? contract("receipt.json") : refusal);
    }

    /** Old clients take it for the charset. */
    @ParameterizedTest
    @CsvSource({"UTF-8", "utf8", "ISO-8859-1", "'identity, UTF-8'", "none"})
    void contentEncodingThatIsNoCoding_countsAsNone(String encoding) throws Exception {
        Gen1Response response = answer(
                handler,
                new Gen1Request(
                        "PUT",
                        UPLOAD,
                        null,
                        Map.of(Gen1Handler.KEY_HEADER, KEY, "Content-Encoding", encoding),
                        ByteString.encodeUtf8(contract("upload-request.json"))));

        assertAnswer(response, 200, contract("receipt.json"));
    }

    @Test
    void codingBehindAName_isRefusedAllTheSame() throws Exception {
        Gen1Response response = answer(
                handler,
                new Gen1Request(
                        "PUT",
                        UPLOAD,
                        null,
                        Map.of(Gen1Handler.KEY_HEADER, KEY, "Content-Encoding", "UTF-8, gzip"),
                        ByteString.EMPTY));

        assertAnswer(
                response,
                415,
                "{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"Content-Encoding gzip is not supported; send the body as it is\"}");
    }

    /** The caller's base URL has a slash at its end, and the path one at its beginning. */
    @Test
    void pathThatBeginsWithTwoSlashes_isServed() throws Exception {
        assertAnswer(put("/" + UPLOAD, contract("upload-request.json")), 200, contract("receipt.json"));
    }

    /** A right key may have its transaction named in a refusal, for which the body has to be read. */
    @Test
    void headWithoutARightKey_isJudgedWithoutABody() {
        assertAnswer(
                handler.judgeHead(head("PUT", UPLOAD, "guess")).orElseThrow(),
                401,
                "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
        assertThat(handler.judgeHead(head("PUT", UPLOAD, "")).orElseThrow().status())
                .isEqualTo(401);
        assertThat(handler.judgeHead(head("PUT", "/elsewhere", "guess"))
                        .orElseThrow()
                        .status())
                .isEqualTo(404);
        assertThat(handler.judgeHead(head("POST", UPLOAD, "guess"))
                        .orElseThrow()
                        .status())
                .isEqualTo(405);
        assertThat(handler.judgeHead(head("PUT", UPLOAD, KEY))).isEmpty();
        assertThat(handler.judgeHead(head("PUT", "/elsewhere", KEY))).isEmpty();
        assertThat(program.asked).isEmpty();
    }

    private static Gen1Request head(String method, String path, String key) {
        return new Gen1Request(method, path, null, Map.of(Gen1Handler.KEY_HEADER, key), ByteString.EMPTY);
    }

    @Test
    void halfASurrogatePairInADevice_isRefusedAndNotMadeAQuestionMark() throws Exception {
        Gen1Response response =
                put(UPLOAD, contract("upload-request.json").replace("\"351800000000702\"", "\"\\ud83d\""));

        assertAnswer(
                response,
                400,
                "{\"transactionId\":\"244303\",\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"the body has half of a surrogate pair where a character should be\"}");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void wrongTypeOnDelete_isRefused() throws Exception {
        assertThat(put(DELETE, contract("upload-request.json")).body().utf8())
                .contains("\"data\":\"transactionType must be Delete\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                     | 4002101 | RESELLER_ID_MISSING    | reseller id is missing",
                "resellerId=&transactionId=           | 4002101 | RESELLER_ID_MISSING    | reseller id is missing",
                "resellerId=%zz                       | 4000000 | RESOURCE_INVALID_PARAM | the query has a broken escape: %zz",
                "transactionId=%ED%A0%80              | 4000000 | RESOURCE_INVALID_PARAM | the query is not in UTF-8: %ED%A0%80",
            })
    void badStatusQuery_isRefusedByTheNameOfItsParameter(String query, int code, String message, String data) {
        assertAnswer(
                get(query),
                400,
                "{\"state\":\"Rejected\",\"code\":%d,\"message\":\"%s\",\"data\":\"%s\"}"
                        .formatted(code, message, data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5"})
    void badPageNumber_isRefused(String pageNum) {
        assertThat(get("resellerId=4680000925&transactionId=7&pageNum=" + pageNum)
                        .body()
                        .utf8())
                .contains("\"data\":\"pageNum must be a whole number from 0\"");
    }

    @Test
    void anotherResellersId_isForbiddenForEveryOperation() throws Exception {
        String body = contract("upload-request.json").replace("4680000925", "4680000926");
        String answer = "{\"transactionId\":\"244303\",\"state\":\"Rejected\",\"code\":4030000,"
                + "\"message\":\"AUTHORIZATION_FAIL\","
                + "\"data\":\"resellerId 4680000926 is not the account of the caller\"}";

        assertAnswer(put(UPLOAD, body), 403, answer);
        assertAnswer(put(DELETE, body.replace("New", "Delete")), 403, answer);
        assertAnswer(get("resellerId=4680000926&transactionId=244303"), 403, answer);
        assertThat(program.asked).isEmpty();
    }

    @Test
    void missingOrWrongKey_isA401EvenIfTheBodyIsUnreadable() {
        for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("X-WSM-API-TOKEN", ""))) {
            assertAnswer(
                    answer(handler, new Gen1Request("PUT", UPLOAD, null, headers, ByteString.EMPTY)),
                    401,
                    "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
        }
        assertAnswer(
                answer(
                        handler,
                        new Gen1Request("PUT", UPLOAD, null, Map.of("X-WSM-API-TOKEN", "guess"), ByteString.EMPTY)),
                401,
                "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
    }

    @Test
    void wrongKey_namesTheTransactionInTheLogAlone() throws Exception {
        Gen1Response response = answer(
                handler,
                new Gen1Request(
                        "PUT",
                        UPLOAD,
                        null,
                        Map.of("X-WSM-API-TOKEN", "guess"),
                        ByteString.encodeUtf8(contract("upload-request.json"))));

        assertAnswer(
                response, 401, "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
        assertThat(response.subject().transactionId()).isEqualTo("244303");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void unknownPathOrMethod_isNamed() {
        assertAnswer(
                put("/bulkenroll/v3/reseller/devices", "{}"),
                404,
                "{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"no such path: /bulkenroll/v3/reseller/devices\"}");

        Gen1Response response = answer(handler, request("POST", UPLOAD, null, "{}"));
        assertAnswer(
                response,
                405,
                "{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"POST is not allowed here; use PUT, GET\"}");
        assertThat(response.header("Allow")).hasValue("PUT, GET");
    }

    @Test
    void observedRefusal_isWrittenAsGen1WritesIt() throws Exception {
        program.failure =
                refused(Condition.CUSTOMER_ID_INVALID, "40000011", 400, "The specified customer ID is not valid.");

        assertAnswer(put(UPLOAD, contract("upload-request.json")), 404, contract("refusal.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "40000099, 418, 4000099",
        "40000991, 418, 4000991",
        "4099, 400, 4099",
        "00000001, 400, '\"00000001\"'",
        "K-7, 421, '\"K-7\"'",
        "007, 400, '\"007\"'",
        "20000009, 200, 2000009",
        "50300001, 507, 5030001"
    })
    void unknownCode_keepsItsNameAndItsStatus(String code, int status, String written) throws Exception {
        program.failure = refused(Condition.UNKNOWN, code, status, "about something");
        String state = status < 500 ? "\"state\":\"Rejected\"," : "";

        assertAnswer(
                put(UPLOAD, contract("upload-request.json")),
                status,
                "{\"transactionId\":\"244303\"," + state + "\"code\":" + written
                        + ",\"message\":\"as Gen2 says\",\"data\":\"about something\"}");
    }

    static Stream<Arguments> troubles() {
        String nothing = "; nothing was done: send it again later";
        String open = "; whether it was carried out is not known: ask for the status of the transaction";
        return Stream.of(
                Arguments.of(refused(Condition.ACCESS_TOKEN_EXPIRED, "4032251", 403, "expired"), 503, nothing),
                Arguments.of(refused(Condition.UNKNOWN, "1", 401, "expired"), 503, nothing),
                Arguments.of(refused(Condition.UNKNOWN, "1", 429, "slow down"), 503, nothing),
                Arguments.of(refused(Condition.UNKNOWN, "1", 302, "elsewhere"), 503, nothing),
                Arguments.of(new UnreachableException("upload 7", "silence", null, false), 503, nothing),
                Arguments.of(new UnreachableException("upload 7", "silence", null, true), 502, open),
                Arguments.of(new AnswerNotUnderstoodException("upload 7", 200, "html", null, true), 502, open),
                Arguments.of(new AnswerNotUnderstoodException("status 7", 404, "html", null, false), 502, nothing),
                Arguments.of(new RefusedLocallyException("upload 7", Reason.CREDENTIALS, "x", null), 503, nothing),
                Arguments.of(new RefusedLocallyException("upload 7", Reason.LIMIT, "x", null), 503, nothing),
                Arguments.of(new RefusedLocallyException("upload 7", Reason.CANCELLED, "x", null), 503, nothing));
    }

    /** A Gen1 caller gives up below 500 and repeats above. */
    @ParameterizedTest
    @MethodSource("troubles")
    @ExpectedLog(
            "(upload|status) (244303|7) (was refused|got no answer|got an answer that cannot be understood|was not sent): .*")
    void troubleOnTheWay_isAStatusThatCallersRepeat(KdpException trouble, int status, String advice) throws Exception {
        program.failure = trouble;

        Gen1Response response = put(UPLOAD, contract("upload-request.json"));

        assertAnswer(
                response,
                status,
                "{\"transactionId\":\"244303\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",\"data\":\"%s\"}"
                        .formatted(trouble.getMessage() + advice));
        assertThat(response.header("Retry-After").orElse(null)).isEqualTo(status == 503 ? "5" : null);
    }

    @Test
    @ExpectedLog("upload 244303 was refused: TOO_MANY_REQUESTS .*")
    void serviceThatSaysWhenToComeBack_isQuoted() throws Exception {
        program.failure = new RefusedException(
                "upload 244303",
                new ServiceError(Condition.UNKNOWN, "1", "TOO_MANY_REQUESTS", null),
                new HttpAnswer(429, Duration.ofSeconds(90)),
                null,
                false);

        Gen1Response response = put(UPLOAD, contract("upload-request.json"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).hasValue("90");
    }

    @ParameterizedTest
    @CsvSource({"429, 90", "503, 90", "429, "})
    @ExpectedLog("status 244303 got an answer that cannot be understood: html .*")
    void pauseThatAProxyAsksForWithAPageOfItsOwn_isQuoted(int status, @Nullable Integer seconds) throws Exception {
        program.failure = new AnswerNotUnderstoodException(
                "status 244303",
                new HttpAnswer(status, seconds == null ? null : Duration.ofSeconds(seconds)),
                "html",
                null,
                false);

        Gen1Response response = put(UPLOAD, contract("upload-request.json"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).hasValue(seconds == null ? "5" : "90");
    }

    @Test
    @ExpectedLog("upload 244303 was refused: INTERNAL_SERVER_ERROR .*")
    void failureOfTheService_isPassedOnAsAFailure() throws Exception {
        program.failure = new RefusedException(
                "upload 244303",
                new ServiceError(Condition.INTERNAL_SERVER_ERROR, "50000000", "INTERNAL_SERVER_ERROR", "sorry"),
                500,
                null,
                true);

        assertAnswer(
                put(UPLOAD, contract("upload-request.json")),
                500,
                "{\"transactionId\":\"244303\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                        + "\"data\":\"sorry\"}");
    }

    @Test
    void invalidRequest_isTheCallersFault() throws Exception {
        program.failure = new RefusedLocallyException("upload 7", Reason.INVALID_REQUEST, "no Luhn digit", null);

        assertThat(put(UPLOAD, contract("upload-request.json")).status()).isEqualTo(400);
    }

    @Test
    @ExpectedLog("PUT /bulkenroll/v1/reseller/devices failed")
    void defect_becomesA500WithoutItsDetails() throws Exception {
        program.failure = new IllegalStateException("secret detail");

        Gen1Response response = put(UPLOAD, contract("upload-request.json"));

        assertAnswer(
                response,
                500,
                "{\"transactionId\":\"244303\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                        + "\"data\":\"the request failed inside the bridge; its log says why\"}");
    }

    @Test
    void profile_mendsPathsNamesAndCodes() throws Exception {
        Gen1Handler fixed = Gen1Handler.builder()
                .account(KEY, program)
                .profile(Gen1Profile.standard().toBuilder()
                        .uploadPaths(Set.of("/up"))
                        .deletePaths(Set.of("/down"))
                        .statusPaths(Set.of("/state"))
                        .typeNames(Map.of(DeviceType.IMEI, "I"))
                        .deviceFields(Map.of(DeviceType.IMEI, "i"))
                        .aliasServiceField("service")
                        .aliasNameField("alias")
                        .errors(ErrorCatalogue.standard().withCode(Generation.GEN1, Condition.SUCCESS, "1"))
                        .build())
                .build();
        program.status = new TransactionStatus(
                TRANSACTION,
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(DeviceOutcome.success(DeviceId.imei("351800000000702"))));
        String body = contract("upload-request.json")
                .replace("IMEI", "I")
                .replace("\"transactionType\"", "\"profileAliases\":[{\"service\":\"KME\",\"alias\":\"kiosk\"}],\"x\"");

        assertThat(fixed.handle(request("PUT", "/up", null, body)).body().utf8())
                .contains("\"code\":1,");
        assertThat(fixed.handle(request("PUT", "/down", null, body)).status()).isEqualTo(200);
        assertThat(fixed.handle(request("GET", "/state", "resellerId=4680000925&transactionId=244303", ""))
                        .body()
                        .utf8())
                .contains("{\"i\":\"351800000000702\"}");
        assertThat(program.asked)
                .contains(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .devices(DEVICES)
                        .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                        .build());
    }

    @Test
    void builder_namesWhatIsWrong() {
        assertThatThrownBy(() -> Gen1Handler.builder().account("", program))
                .hasMessage("the key must be ASCII without blanks at its ends, or no header can carry it");
        assertThatThrownBy(
                        () -> Gen1Handler.builder().account(KEY, program).account(KEY, new FakeProgram("4680000926")))
                .hasMessage("resellers 4680000925 and 4680000926 have the same key");
        assertThatThrownBy(() -> Gen1Profile.builder().uploadPaths(Set.of("up")))
                .hasMessage("the path must start with a slash: up");
    }

    @Test
    void requestAndResponse_showNoSecrets() {
        assertThat(request("PUT", UPLOAD, "a=b", "body")).hasToString("PUT " + UPLOAD);
        assertThat(handler.refuse(413, "too large")).asString().matches("413 \\(\\d+ bytes\\)");
    }

    @Test
    void requestThatTheTransportCannotTake_isToRepeatLater() {
        Gen1Response busy = handler.unavailable("the gateway is stopping");

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).hasValue("5");
        assertThat(busy.body().utf8())
                .isEqualTo("{\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                        + "\"data\":\"the gateway is stopping; nothing was done: send it again later\"}");
    }

    @Test
    void requestThatFailedInTheTransport_isNotSaidToBeUndone() {
        assertThat(handler.failed().status()).isEqualTo(500);
        assertThat(handler.failed().body().utf8())
                .isEqualTo("{\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                        + "\"data\":\"the request failed inside the bridge; its log says why\"}");
    }

    private static RefusedException refused(Condition condition, String code, int status, String data) {
        return new RefusedException(
                "upload 244303", new ServiceError(condition, code, "as Gen2 says", data), status, null, false);
    }
}
