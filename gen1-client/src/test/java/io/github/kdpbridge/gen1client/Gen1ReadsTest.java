package io.github.kdpbridge.gen1client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of the port, read from generation 1 (contract, sections 5 and 6). */
class Gen1ReadsTest {
    private static final ResellerId RESELLER = ResellerId.of("1100000011");
    private static final TransactionId TRANSACTION = TransactionId.of("t-1");
    private static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    private final MockWebServer server = new MockWebServer();
    private Gen1Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        server.start();
        upstream = Gen1Upstream.builder(RESELLER, server.url("/").toString())
                .key("key-of-the-account")
                .resilience(Resilience.builder().attempts(1).build())
                .build();
    }

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void assertAsked(String method, String target, String body) throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo(method);
        assertThat(request.getTarget()).isEqualTo(target);
        assertThat(request.getHeaders().values("X-WSM-API-TOKEN")).containsExactly("key-of-the-account");
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
    }

    @Test
    void account_isTheOneAskedFor() {
        assertThat(upstream.reseller()).isEqualTo(RESELLER);
    }

    @Test
    void status_namesEveryDevice() throws Exception {
        answers(200, """
                {"totalCount":1,"totalPage":1,"pageNum":0,"transactions":[{"transactionId":"t-1","state":"Complete",\
                "type":"Put","note":"n","devices":[{"imei":"350000000000014"},{"imei":"350000000000006","code":4092100,\
                "message":"RESELLER_DEVICE_ALREADY_EXISTS","data":"device imei[350000000000006] already exists"},\
                {"serialNumber":"R1","code":4000000,"message":"RESOURCE_INVALID_PARAM","data":"no"}]}]}
                """);

        TransactionStatus status = upstream.status(new StatusRequest(TRANSACTION, VendorId.of("1300000001")));

        assertThat(status)
                .isEqualTo(new TransactionStatus(
                        TRANSACTION,
                        TransactionState.COMPLETE,
                        TransactionType.UPLOAD,
                        List.of(
                                DeviceOutcome.success(new DeviceId(DeviceType.IMEI, "350000000000014")),
                                DeviceOutcome.failure(
                                        new DeviceId(DeviceType.IMEI, "350000000000006"),
                                        new ServiceError(
                                                Condition.DEVICE_DUPLICATE,
                                                "4092100",
                                                "RESELLER_DEVICE_ALREADY_EXISTS",
                                                "device imei[350000000000006] already exists")),
                                DeviceOutcome.failure(
                                        new DeviceId(DeviceType.SERIAL_NUMBER, "R1"),
                                        new ServiceError(
                                                Condition.DEVICE_INVALID, "4000000", "RESOURCE_INVALID_PARAM", "no"))),
                        DeviceCoverage.ALL,
                        null,
                        null,
                        UnknownFields.of(Map.of("note", "\"n\""))));
        assertAsked(
                "GET",
                "/bulkenroll/v1/reseller/devices/status?resellerId=1100000011&vendorId=1300000001&transactionId=t-1",
                "");
    }

    @Test
    void statusOfARejectedTransaction_hasItsError() {
        answers(200, """
                {"transactions":[{"transactionId":"t-1","state":"Rejected","code":"4042104","message":"CUSTOMER_NOT_FOUND"}]}
                """);

        TransactionStatus status = upstream.status(STATUS);

        assertThat(status.error())
                .isEqualTo(new ServiceError(Condition.CUSTOMER_NOT_FOUND, "4042104", "CUSTOMER_NOT_FOUND", null));
        assertThat(status.type()).isEqualTo(new TransactionType("unknown"));
        assertThat(status.devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"transactionId":"t-1","state":"Rejected","code":4042105,"message":"TRANSACTION_NOT_FOUND","data":"no"}
            200 | {"totalCount":0,"totalPage":0,"pageNum":0,"transactions":[]}
            200 | {"totalCount":0}
            """)
    void unknownTransaction_isNotFound(int status, String body) {
        answers(status, body);

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> upstream.status(STATUS));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND);
        assertThat(e.error().code()).isEqualTo("4042105");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"transactions":[{"transactionId":"t-2","state":"Complete"}]}            | it is about another transaction
            {"transactions":[{"transactionId":"t-1","state":"Complete"},{"transactionId":"t-1","state":"Progress"}]} | it holds the transaction twice
            {}                                                                       | the body has no transactions
            {"transactions":[{"transactionId":"t-1"}]}                               | the body is not as expected: $.transactions[0] has no state: {"transactions":[{"transactionId":"t-1"}]}
            {"transactions":[{"transactionId":"t-1","state":"Rejected"}]}            | the body is not as expected: $.transactions[0] is rejected, and no code says why: {"transactions":[{"transactionId":"t-1","state":"Rejected"}]}
            {"transactions":[{"transactionId":"t-1","state":"Complete","devices":[{"code":1}]}]} | the body is not as expected: $.transactions[0].devices[0] has none of the fields [imei, serialNumber, meid]: {"transactions":[{"transactionId":"t-1","state":"Complete","devices":[{"code":1}...
            {"transactions":[],"transactions":[]}                                    | the body is not as expected: transactions is there twice: {"transactions":[],"transactions":[]}
            <html>                                                                   | the body is not valid JSON: <html>
            """)
    void malformedStatus_isNotUnderstood(String body, String why) {
        answers(200, body);

        assertThat(catchThrowableOfType(AnswerNotUnderstoodException.class, () -> upstream.status(STATUS)))
                .hasMessage("status t-1 got an answer that cannot be understood: " + why + " [HTTP 200]");
    }

    @Test
    @ExpectedLog(
            "status t-1: the service sent code 4999999 NEW, which the error catalogue does not know; 2 in this answer")
    void unknownCodesOfDevices_areTold() {
        answers(200, """
                {"transactions":[{"transactionId":"t-1","state":"Complete","type":"Put","devices":[{"imei":"350000000000014",\
                "code":4999999,"message":"NEW"},{"imei":"350000000000006","code":4999999,"message":"NEW"}]}]}
                """);

        assertThat(upstream.status(STATUS).failed()).hasSize(2);
    }

    @Test
    void transactions_areListed() throws Exception {
        answers(200, """
                {"totalCount":3,"totalPage":2,"pageNum":1,"transactions":[\
                {"transactionId":"t-3","state":"Progress","type":"Delete"}]}
                """);

        Page<TransactionStatus> page = upstream.page(new TransactionsQuery(CUSTOMER, null, new PageRequest(1, 2)));

        assertThat(page)
                .isEqualTo(new Page<>(
                        List.of(new TransactionStatus(
                                TransactionId.of("t-3"), TransactionState.PROGRESS, TransactionType.DELETE, List.of())),
                        3L,
                        1,
                        2L,
                        UnknownFields.none()));
        assertAsked(
                "GET",
                "/bulkenroll/v1/reseller/devices/status?resellerId=1100000011&customerId=1200000321&pageNum=1&pageSize=2",
                "");
    }

    @Test
    void devices_areListed() throws Exception {
        answers(200, """
                {"totalCount":2,"totalPage":1,"pageNum":0,"devices":[{"imei":"350000000000014"},\
                {"serialNumber":"R1","imei":"350000000000006","id":"r-1","createTime":1767225600000,\
                "customerId":"1200000321","state":"Verified","model":"M"}]}
                """);

        Page<ListedDevice> page = upstream.page(DeviceQuery.of(CUSTOMER));

        assertThat(page.items())
                .containsExactly(
                        ListedDevice.of(new DeviceId(DeviceType.IMEI, "350000000000014")),
                        new ListedDevice(
                                List.of(
                                        new DeviceId(DeviceType.IMEI, "350000000000006"),
                                        new DeviceId(DeviceType.SERIAL_NUMBER, "R1")),
                                "r-1",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                CUSTOMER,
                                "Verified",
                                UnknownFields.of(Map.of("model", "\"M\""))));
        assertAsked("GET", "/bulkenroll/v1/reseller/devices?resellerId=1100000011&customerId=1200000321&pageNum=0", "");
    }

    @Test
    void customers_areListed() throws Exception {
        answers(200, """
                {"totalCount":1,"pageNum":0,"customers":[{"name":"Example","customerId":"1200000321","more":1}]}
                """);

        Page<Customer> page = upstream.page(new CustomerQuery(CUSTOMER, PageRequest.of(10)));

        assertThat(page)
                .isEqualTo(new Page<>(
                        List.of(new Customer(CUSTOMER, "Example", UnknownFields.of(Map.of("more", "1")))), 1L, 0));
        assertAsked(
                "POST",
                "/bulkenroll/v1/reseller/customers",
                "{\"resellerId\":\"1100000011\",\"customerId\":\"1200000321\",\"pageNum\":0,\"pageSize\":10}");
    }

    @Test
    void resellers_areListed() throws Exception {
        answers(200, """
                {"totalCount":1,"pageNum":0,"resellers":[{"name":"Example","resellerId":"1100000011"}]}
                """);

        assertThat(upstream.resellers(PageRequest.first()).items()).containsExactly(new Reseller(RESELLER, "Example"));
        assertAsked("POST", "/bulkenroll/v1/reseller/resellers", "{\"resellerId\":\"1100000011\",\"pageNum\":0}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"totalCount":2}              | the body has no devices
            {"totalCount":2,"devices":[]} | it counts 2 devices and lists none
            {"devices":[{"model":"M"}]}   | the body is not as expected: $.devices[0] has none of the fields [imei, serialNumber, meid]: {"devices":[{"model":"M"}]}
            """)
    void malformedList_isNotUnderstood(String body, String why) {
        answers(200, body);

        assertThat(catchThrowableOfType(AnswerNotUnderstoodException.class, () -> upstream.page(DeviceQuery.all())))
                .hasMessage("devices page 0 got an answer that cannot be understood: " + why + " [HTTP 200]");
    }

    @Test
    void pageBehindTheEnd_isEmpty() {
        answers(400, "{\"code\":4000002,\"message\":\"PAGE_OUT_OF_BOUNDS\",\"data\":\"no\"}");

        assertThat(upstream.page(DeviceQuery.all().on(new PageRequest(9, null))))
                .isEqualTo(new Page<>(List.of(), 0L, 9, 0L, UnknownFields.none()));
    }

    @Test
    void errorWithAGoodStatus_isARefusal() {
        answers(200, "{\"code\":4030000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"no\"}");

        assertThat(catchThrowableOfType(RefusedException.class, () -> upstream.page(DeviceQuery.all()))
                        .condition())
                .isEqualTo(Condition.FORBIDDEN);
    }

    @Test
    void errorWithTheCodeOfSuccess_isNotUnderstood() {
        answers(400, "{\"code\":2000000,\"message\":\"SUCCESS\"}");

        assertThat(catchThrowableOfType(KdpException.class, () -> upstream.status(STATUS)))
                .hasMessage(
                        "status t-1 got an answer that cannot be understood: it is an error with the code of success:"
                                + " {\"code\":***,\"message\":\"SUCCESS\"} [HTTP 400]");
    }

    @Test
    void profiles_areNotOffered() {
        assertThatThrownBy(() -> upstream.kmeProfiles(CUSTOMER))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("generation 1 does not offer profiles");
    }

    @Test
    void upstreamWithoutAKey_asksNothing() {
        try (Gen1Upstream keyless =
                Gen1Upstream.builder(RESELLER, server.url("/").toString()).build()) {
            assertThat(catchThrowableOfType(RefusedLocallyException.class, () -> keyless.status(STATUS)))
                    .hasMessage("status t-1 was not sent: there is no key of the old service to ask with");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void relayedAnswer_isReadWithoutAskingAgain() {
        RawAnswer answer = new RawAnswer(
                200, Headers.of(), ByteString.encodeUtf8("{\"totalCount\":0,\"pageNum\":0,\"customers\":[]}"));

        assertThat(upstream.meaning(CustomerQuery.all(), answer)).isEqualTo(new Page<>(List.of(), 0L, 0));
        assertThat(server.getRequestCount()).isZero();
    }
}
