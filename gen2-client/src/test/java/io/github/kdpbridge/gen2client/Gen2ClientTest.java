package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed \\((error-names|rate|unknown-transaction)\\): .*")
@ExpectedLog("this machine's clock differs from the service's by .*")
class Gen2ClientTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final UploadRequest UPLOAD = UploadRequest.builder(CUSTOMER, TRANSACTION)
            .imeis(List.of("351800000000702"))
            .build();
    private static final DeleteRequest DELETE =
            DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(List.of("351800000000702")));
    private static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger tokens = new AtomicInteger();
    private Gen2Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = client(Gen2Profile.standard());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Gen2Client client(Gen2Profile profile) {
        return TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .profile(profile)
                .resilience(Resilience.builder().attempts(1).build())
                .deviceCheck(DeviceCheck.none())
                .tokens(context -> new Token(
                        "x-knox-apitoken",
                        "token-" + tokens.incrementAndGet(),
                        Instant.now(),
                        Instant.now().plusSeconds(1800)))
                .build();
    }

    private static String contract(String name) throws IOException {
        try (InputStream in = Gen2ClientTest.class.getResourceAsStream("/contract/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest onlyRequest() throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        return server.takeRequest();
    }

    @Test
    void upload_sendsTheDocumentedRequestAndReadsTheReceipt() throws Exception {
        answer(200, contract("receipt.json"));

        Receipt receipt = client.upload(UPLOAD);

        assertThat(receipt).isEqualTo(new Receipt(TRANSACTION, TransactionState.PROGRESS));
        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget()).isEqualTo("/kcs/v1/rp/devices/upload");
        assertThat(request.getHeaders().get("x-knox-apitoken")).isEqualTo("token-1");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(request.getBody().utf8()).isEqualTo(contract("upload-request.json"));
    }

    @Test
    void upload_sendsEveryOptionalField() throws Exception {
        answer(200, contract("receipt.json"));

        client.upload(UploadRequest.builder(CUSTOMER, TRANSACTION)
                .vendor(VendorId.of("7850000063"))
                .serialNumbers(List.of("R58N1234ABC"))
                .orderNo("PO-7")
                .orderTime(Instant.ofEpochSecond(1_600_000_000))
                .targetService("KME")
                .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                .build());

        assertThat(onlyRequest().getBody().utf8())
                .isEqualTo("{\"transactionId\":\"244303\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\","
                        + "\"vendorId\":\"7850000063\",\"type\":\"SN\",\"devices\":[\"R58N1234ABC\"],"
                        + "\"orderNo\":\"PO-7\",\"orderTime\":1600000000,\"targetService\":\"KME\","
                        + "\"profileAliases\":[{\"serviceId\":\"KME\",\"profileAlias\":\"kiosk\"}]}");
    }

    @Test
    void delete_hasItsOwnPath() throws Exception {
        answer(200, contract("receipt.json").replace("UPLOAD", "DELETE"));

        assertThat(client.delete(DELETE).transaction()).isEqualTo(TRANSACTION);
        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget()).isEqualTo("/kcs/v1/rp/devices/delete");
        assertThat(request.getBody().utf8()).isEqualTo(contract("upload-request.json"));
    }

    @Test
    void profile_mendsWhatIsAssumed() throws Exception {
        client.close();
        client = client(Gen2Profile.standard().toBuilder()
                .deletePath("devices/remove")
                .typeNames(Map.of(DeviceType.MEID, "MEID_HEX"))
                .build());
        answer(200, contract("receipt.json").replace("UPLOAD", "DELETE"));

        client.delete(DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.meids(List.of("A0000000000001"))));

        RecordedRequest request = onlyRequest();
        assertThat(request.getTarget()).isEqualTo("/kcs/v1/rp/devices/remove");
        assertThat(request.getBody().utf8()).contains("\"type\":\"MEID_HEX\"");
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(device-fields\\): .*")
    void profile_mendsNamesAndCodesOfAnswers() {
        client.close();
        client = client(Gen2Profile.standard().toBuilder()
                .deviceFields(Map.of("sn", DeviceType.SERIAL_NUMBER))
                .errors(ErrorCatalogue.standard().withCode(Generation.GEN2, Condition.DEVICE_INVALID, "7"))
                .build());
        answer(
                200,
                "{\"transactionId\":\"244303\",\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"sn\":\"R58\",\"code\":7,\"imei\":\"1\"}]}");

        DeviceOutcome device = client.status(STATUS).devices().get(0);

        assertThat(device.id()).isEqualTo(DeviceId.serialNumber("R58"));
        assertThat(device.error().condition()).isEqualTo(Condition.DEVICE_INVALID);
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(failed-only\\): .*")
    void status_asksByQueryAndReadsEachDevice() throws Exception {
        answer(200, contract("status.json"));

        TransactionStatus status =
                client.status(new StatusRequest(TransactionId.of("244303"), VendorId.of("7850000063")));

        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget())
                .isEqualTo("/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=244303&vendorId=7850000063");
        assertThat(status)
                .isEqualTo(new TransactionStatus(
                        TRANSACTION,
                        TransactionState.COMPLETE,
                        TransactionType.DELETE,
                        List.of(
                                DeviceOutcome.failure(
                                        DeviceId.imei("351800000000702"),
                                        new ServiceError(
                                                Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
                                                "40000044",
                                                "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                                                "not a device of this customer")),
                                DeviceOutcome.failure(
                                        DeviceId.serialNumber("R58N1234ABC"),
                                        new ServiceError(
                                                Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
                                                "40000044",
                                                "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                                                "not a device of this customer")),
                                DeviceOutcome.success(DeviceId.meid("A0000000000001"))),
                        DeviceCoverage.FAILED_ONLY,
                        null,
                        "PO-7",
                        UnknownFields.of(Map.of("region", "\"EU\""))));
    }

    @Test
    void statusWhileInProgress_needsNoDevices() {
        answer(200, "{\"transactionId\":\"244303\",\"state\":\"Progress\",\"type\":\"Put\",\"devices\":null}");

        TransactionStatus status = client.status(new Receipt(TRANSACTION, TransactionState.PROGRESS));

        assertThat(status.complete()).isFalse();
        assertThat(status.devices()).isEmpty();
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(delete-error-level\\): .*")
    void refusal_carriesWhatTheServiceSaid() throws Exception {
        answer(400, contract("refusal.json"));

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(UPLOAD));

        assertThat(e.error())
                .isEqualTo(new ServiceError(
                        Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
                        "40000044",
                        "RESELLER_CUSTOMER_DEVICE_NOT_FOUND",
                        "not a device of this customer"));
        assertThat(e.errorId()).contains("4f9a1c1e-6d0e-4f33-9d53-6a3f0e6f2b11");
        assertThat(e.httpStatus()).isEqualTo(400);
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    /** Whether a refusal may hide an effect depends on who says it, and on whether the request writes at all. */
    @ParameterizedTest
    @CsvSource({"400, false", "404, false", "409, false", "429, false", "500, true", "503, true"})
    void refusedWrite_mayHaveTakenEffectFromStatus500(int status, boolean mayHaveTakenEffect) {
        answer(status, "{\"code\":1,\"message\":\"X\"}");
        answer(status, "{\"code\":1,\"message\":\"X\"}");

        assertThat(catchThrowableOfType(RefusedException.class, () -> client.delete(DELETE))
                        .mayHaveTakenEffect())
                .isEqualTo(mayHaveTakenEffect);
        assertThat(catchThrowableOfType(RefusedException.class, () -> client.status(STATUS))
                        .mayHaveTakenEffect())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "7,                               7",
        "0,                               0",
        "'Thu, 01 Jan 2026 00:01:00 GMT', 60",
    })
    void busyServiceThatSaysWhenToComeBack_turnedTheRequestAway(String retryAfter, long seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .body("{\"code\":1}")
                .setHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .setHeader("Retry-After", retryAfter)
                .build());

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(UPLOAD));

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "Wed, 31 Dec 2025 23:59:59 GMT"})
    void unreadableRetryAfter_isNone(String retryAfter) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .body("{\"code\":1}")
                .setHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .setHeader("Retry-After", retryAfter)
                .build());

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(UPLOAD));

        assertThat(e.retryAfter()).isEmpty();
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void goodStatusWithAnErrorCode_isARefusal() {
        answer(200, "{\"transactionId\":\"244303\",\"state\":\"Rejected\",\"code\":\"40400002\",\"data\":{\"a\":[1]}}");

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(UPLOAD));

        assertThat(e.error()).isEqualTo(new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400002", "", "{\"a\":[1]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''                                    | the body is empty or ends too early",
                "200 | {\"transactionId\":\"2443             | the body is not valid JSON: {\"transactionId\":\"2443",
                "200 | {\"transactionId\":\"244303\",    | the body is empty or ends too early: {\"transactionId\":\"***\",",
                "200 | <html>                                | the body is not valid JSON: <html>",
                "200 | null                                  | the body is not as expected: is null: null",
                "200 | {}                                    | the receipt has no code",
                "200 | {\"code\":2000000} x                  | the body is not valid JSON: {\"code\":***} x",
                "200 | {\"code\":2000000,\"transactionId\":\"9\"} | the receipt is for transaction 9",
                "502 | <html>Bad Gateway</html>              | the body is not valid JSON: <html>Bad Gateway</html>",
                "500 | {\"message\":\"no code\"}             | the body has no error code: {\"message\":\"no code\"}",
            })
    void unreadableAnswerToAWrite_leavesTheOutcomeOpen(int status, String body, String why) {
        answer(status, body);

        AnswerNotUnderstoodException e =
                catchThrowableOfType(AnswerNotUnderstoodException.class, () -> client.upload(UPLOAD));

        assertThat(e).hasMessage("upload 244303 got an answer that cannot be understood: %s [HTTP %d]", why, status);
        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(e.httpStatus()).isEqualTo(status);
    }

    @Test
    void unreadableRefusal_hadNoEffect() {
        answer(404, "<html>");

        assertThat(catchThrowableOfType(AnswerNotUnderstoodException.class, () -> client.upload(UPLOAD))
                        .mayHaveTakenEffect())
                .isFalse();
    }

    /** The transport would send each of these again by itself, if it were let. */
    @ParameterizedTest
    @ValueSource(ints = {408, 421, 429, 503, 307, 308})
    void answerThatInvitesARepeat_isNotRepeated(int status) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(status).body("{\"code\":1}").setHeader("Retry-After", "0");
        server.enqueue(response.setHeader("Location", server.url("/elsewhere")).build());
        answer(200, "{\"code\":2000000}");

        assertThatThrownBy(() -> client.upload(UPLOAD)).isInstanceOf(KdpException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void redirect_isNotFollowedAndNamed() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", server.url("/elsewhere"))
                .body("<html>Moved</html>")
                .build());

        assertThatThrownBy(() -> client.status(STATUS))
                .hasMessage("status 244303 got an answer that cannot be understood: it is a redirect [HTTP 302]");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void errorPageOfTenMegabytes_isCutToAnExcerptWithoutSecrets() {
        String page = "<html>\n\u0007Oops, device 351800000000701, token eyJhbGciOiJSUzUxMiJ9.eyJqdGkiOiIx "
                + "x".repeat(10_000_000);
        answer(502, page);

        AnswerNotUnderstoodException e =
                catchThrowableOfType(AnswerNotUnderstoodException.class, () -> client.upload(UPLOAD));

        assertThat(e)
                .hasMessage("upload 244303 got an answer that cannot be understood: the body is not valid JSON:"
                        + " <html> Oops, device ***, token *** *** [HTTP 502]");
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void keptConnectionThatClosesAfterTheRequest_isNotSentAgain() throws Exception {
        answer(200, contract("receipt.json"));
        client.upload(UPLOAD);
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(200, contract("receipt.json"));

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> client.upload(UPLOAD));

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void truncatedAnswer_leavesTheOutcomeOpen() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().writeUtf8(contract("receipt.json")))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> client.upload(UPLOAD));

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(e)
                .hasMessageStartingWith(
                        "upload 244303 got no answer: the connection to localhost:" + server.getPort() + " broke: ");
    }

    @Test
    void refusedConnection_provesThatNothingHappened() {
        int port = server.getPort();
        server.close();

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> client.upload(UPLOAD));

        assertThat(e).hasMessage("upload 244303 got no answer: localhost:" + port + " does not accept connections");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void unknownHost_provesThatNothingHappened() {
        try (Gen2Client lost = TestedClient.builder(RESELLER)
                .baseUrl("http://kdp.invalid/kcs/v1/rp")
                .deviceCheck(DeviceCheck.none())
                .resilience(Resilience.builder().attempts(1).build())
                .deviceCheck(DeviceCheck.none())
                .tokens(context ->
                        new Token("t", "v", Instant.now(), Instant.now().plusSeconds(60)))
                .build()) {
            UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> lost.upload(UPLOAD));

            assertThat(e).hasMessage("upload 244303 got no answer: the host kdp.invalid is unknown");
            assertThat(e.mayHaveTakenEffect()).isFalse();
        }
    }

    @Test
    void refusedToken_costsOneRenewalAndOneRepeat() throws Exception {
        answer(401, contract("token-refusal.json"));
        answer(200, contract("receipt.json"));

        client.upload(UPLOAD);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(server.takeRequest().getHeaders().get("x-knox-apitoken")).isEqualTo("token-1");
        RecordedRequest again = server.takeRequest();
        assertThat(again.getHeaders().get("x-knox-apitoken")).isEqualTo("token-2");
        assertThat(again.getBody().utf8()).isEqualTo(contract("upload-request.json"));
    }

    @Test
    void tokenRefusedTwice_isReportedAndNotTriedAThirdTime() throws Exception {
        answer(401, contract("token-refusal.json"));
        answer(401, contract("token-refusal.json"));

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(UPLOAD));

        assertThat(e.condition()).isEqualTo(Condition.ACCESS_TOKEN_BAD_REQUEST);
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(tokens).hasValue(2);
    }

    @Test
    void noToken_meansNothingWasSent() {
        try (Gen2Client poor = TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .deviceCheck(DeviceCheck.none())
                .tokens(context -> {
                    throw new IllegalStateException("the vault is sealed");
                })
                .build()) {
            KdpException e = catchThrowableOfType(KdpException.class, () -> poor.upload(UPLOAD));

            assertThat(e).hasMessage("upload 244303 was not sent: no token: the vault is sealed");
            assertThat(e.mayHaveTakenEffect()).isFalse();
            assertThat(server.getRequestCount()).isZero();
        }
    }

    /** The vendor's own sample has a wrong check digit; by default that is found before it is sent. */
    @Test
    void wrongIdentifier_isFoundBeforeItIsSent() {
        try (Gen2Client checking = TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .tokens(context ->
                        new Token("t", "v", Instant.now(), Instant.now().plusSeconds(60)))
                .build()) {
            for (Runnable call : List.<Runnable>of(() -> checking.upload(UPLOAD), () -> checking.delete(DELETE))) {
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                RefusedLocallyException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST))
                        .hasMessageContaining("0702")
                        .hasMessageNotContaining("351800000000702");
            }
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void builder_namesWhatIsWrong() {
        Gen2Client.Builder builder = TestedClient.builder(RESELLER);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client of reseller 4680000925 has no source of tokens: call tokens");
        assertThat(List.of(Region.values()))
                .extracting(Region::baseUrl)
                .allMatch(url -> builder.baseUrl(url) == builder && url.endsWith("/kcs/v1/rp"));
        assertThatThrownBy(() -> builder.baseUrl("api.example.com")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Gen2Profile.builder().uploadPath("/devices"))
                .hasMessage("the path must be relative to the base URL, without a leading slash: /devices");
        assertThatThrownBy(() -> Gen2Profile.builder().tokenPath("ams"))
                .hasMessage("the token path must start with a slash: ams");
    }
}
