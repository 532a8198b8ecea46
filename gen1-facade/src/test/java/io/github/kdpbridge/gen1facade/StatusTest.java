package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of transactions, one by its id or all of them (contract, section 5). */
class StatusTest {
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final TransactionId PO_7 = TransactionId.of("PO-7");
    private static final DeviceId FIRST = DeviceId.imei("351800000000701");
    private static final DeviceId SECOND = DeviceId.imei("351800000001188");
    private static final ServiceError DUPLICATE =
            new ServiceError(Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", "as Gen2 says");
    private static final ServiceError NO_CUSTOMER =
            new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400002", "CUSTOMER_NOT_FOUND", "no such customer");

    private final FakeProgram program = new FakeProgram("4680000925");
    private Gen1Handler handler = Gen1Handler.of(program);

    private Gen1Response send(String method, String path, @Nullable String query, String body) {
        return handler.handle(new Gen1Request(
                method, path, query, Map.of("X-WSM-API-TOKEN", "sim-gen1-key"), ByteString.encodeUtf8(body)));
    }

    private Gen1Response status(String query) {
        return send("GET", DEVICES + "/status", "resellerId=4680000925" + query, "");
    }

    private void upload() {
        Gen1Response response = send(
                "PUT",
                DEVICES,
                null,
                "{\"transactionId\":\"PO-7\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\","
                        + "\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\",\"351800000001188\"]}}");
        assertThat(response.status()).isEqualTo(200);
    }

    /** What the service shows: failed devices only. */
    private static TransactionStatus shown(
            TransactionState state, @Nullable ServiceError error, DeviceOutcome... failed) {
        return new TransactionStatus(
                PO_7,
                state,
                TransactionType.UPLOAD,
                List.of(failed),
                DeviceCoverage.FAILED_ONLY,
                error,
                null,
                UnknownFields.none());
    }

    private void assertTransaction(String transaction) {
        Gen1Response response = status("&transactionId=PO-7");

        assertThat(response.body().utf8())
                .isEqualTo(
                        "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[{\"transactionId\":\"PO-7\","
                                + transaction + "}]}");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void everyDeviceThatWasSubmitted_isNamed() {
        upload();
        program.status = shown(TransactionState.COMPLETE, null, DeviceOutcome.failure(SECOND, DUPLICATE));

        assertTransaction("\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"351800000000701\"},"
                + "{\"imei\":\"351800000001188\",\"code\":4092100,\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\","
                + "\"data\":\"device imei[351800000001188] already exists\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Progress", "PROGRESS", "Waiting", ""})
    void stateThatIsNotTheEnd_isProgressWithoutDevices(String state) {
        upload();
        program.status = shown(new TransactionState(state), null, DeviceOutcome.failure(SECOND, DUPLICATE));

        assertTransaction("\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[]");
    }

    @Test
    void devicesInProgress_areShownWithoutCodesIfTheProfileSaysSo() {
        handler = Gen1Handler.builder()
                .anyKey(program)
                .profile(Gen1Profile.builder().progressDevices(true).build())
                .build();
        upload();
        program.status = shown(TransactionState.PROGRESS, null, DeviceOutcome.failure(SECOND, DUPLICATE));

        assertTransaction("\"state\":\"Progress\",\"type\":\"Put\","
                + "\"devices\":[{\"imei\":\"351800000000701\"},{\"imei\":\"351800000001188\"}]");
    }

    @Test
    void devicesInProgressThatAreNotRemembered_areNotShown() {
        handler = Gen1Handler.builder()
                .anyKey(program)
                .profile(Gen1Profile.builder().progressDevices(true).build())
                .build();
        program.status = shown(TransactionState.PROGRESS, null, DeviceOutcome.failure(SECOND, DUPLICATE));

        assertTransaction("\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[]");
    }

    /** A caller that reads devices only must not take them for done. */
    @ParameterizedTest
    @ValueSource(strings = {"Complete", "Rejected"})
    void errorOfTheTransaction_standsInItAndInEachDevice(String state) {
        upload();
        program.status = shown(new TransactionState(state), NO_CUSTOMER);

        String error = "\"code\":4042104,\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"no such customer\"";
        assertTransaction("\"state\":\"Complete\",\"type\":\"Put\"," + error
                + ",\"devices\":[{\"imei\":\"351800000000701\"," + error + "},{\"imei\":\"351800000001188\"," + error
                + "}]");
    }

    @Test
    void errorOfATransactionInProgress_standsInIt() {
        upload();
        program.status = shown(TransactionState.PROGRESS, NO_CUSTOMER);

        assertTransaction("\"state\":\"Progress\",\"type\":\"Put\",\"code\":4042104,"
                + "\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"no such customer\",\"devices\":[]");
    }

    /** A device's error has its own text in each device, also if it is the transaction's. */
    @Test
    void deviceErrorOfTheTransaction_namesEachDevice() {
        upload();
        program.status = shown(TransactionState.COMPLETE, DUPLICATE);

        String error = "\"code\":4092100,\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\",\"data\":\"";
        assertTransaction("\"state\":\"Complete\",\"type\":\"Put\"," + error + "as Gen2 says\""
                + ",\"devices\":[{\"imei\":\"351800000000701\"," + error
                + "device imei[351800000000701] already exists\"},{\"imei\":\"351800000001188\"," + error
                + "device imei[351800000001188] already exists\"}]");
    }

    @Test
    void rejectedTransactionWithoutAReason_isNotASuccess() {
        upload();
        program.status = shown(TransactionState.REJECTED, null, DeviceOutcome.failure(SECOND, DUPLICATE));

        String error = "\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                + "\"data\":\"the service rejected the transaction and gave no reason\"";
        assertTransaction("\"state\":\"Complete\",\"type\":\"Put\"," + error
                + ",\"devices\":[{\"imei\":\"351800000000701\"," + error
                + "},{\"imei\":\"351800000001188\",\"code\":4092100,\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\","
                + "\"data\":\"device imei[351800000001188] already exists\"}]");
    }

    /** From before the bridge: the service names no other device. */
    @Test
    void transactionThatIsNotRemembered_isShownAsTheServiceShowsIt() {
        program.status = shown(TransactionState.COMPLETE, null, DeviceOutcome.failure(SECOND, DUPLICATE));

        assertTransaction("\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"351800000001188\","
                + "\"code\":4092100,\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\","
                + "\"data\":\"device imei[351800000001188] already exists\"}]");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSACTION_NOT_FOUND", "TRANSACTION_ID_INVALID"})
    void unknownTransaction_isNotFound(Condition condition) {
        program.failure = new RefusedException(
                "status PO-7", new ServiceError(condition, "40000013", "any", "as Gen2 says"), 400, null, false);

        Gen1Response response = status("&transactionId=PO-7");

        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"PO-7\",\"state\":\"Rejected\",\"code\":4042105,"
                        + "\"message\":\"TRANSACTION_NOT_FOUND\","
                        + "\"data\":\"transaction not found. (transaction id : [PO-7])\"}");
        assertThat(response.status()).isEqualTo(404);
    }

    @Test
    void unknownTransaction_isNotFoundOnALaterPageEither() {
        program.knowsNoOther = true;

        assertThat(status("&transactionId=PO-7&pageNum=1").status()).isEqualTo(404);
    }

    @Test
    void customerOfANamedTransaction_isNotAskedFor() {
        status("&transactionId=PO-7&customerId=1200000321&vendorId=7850000063");

        assertThat(program.asked).containsExactly(new StatusRequest(PO_7, VendorId.of("7850000063")));
    }

    private static TransactionStatus of(String transaction, DeviceOutcome... devices) {
        return new TransactionStatus(
                TransactionId.of(transaction),
                TransactionState.COMPLETE,
                TransactionType.DELETE,
                List.of(devices),
                DeviceCoverage.FAILED_ONLY,
                null,
                null,
                UnknownFields.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void bothVersions_areAsked(String version) {
        Gen1Response response = send(
                "GET",
                "/bulkenroll/" + version + "/reseller/devices/status",
                "resellerId=4680000925&transactionId=PO-7&vendorId=7850000063",
                "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(program.asked).containsExactly(new StatusRequest(PO_7, VendorId.of("7850000063")));
    }

    @Test
    void statusWithoutTransaction_listsThem() {
        upload();
        program.asked.clear();
        program.transactions = new Page<>(
                List.of(
                        shown(TransactionState.COMPLETE, null, DeviceOutcome.failure(SECOND, DUPLICATE)),
                        of("RMA-1", DeviceOutcome.failure(FIRST, NO_CUSTOMER))),
                7L,
                1,
                4L,
                UnknownFields.none());

        Gen1Response response =
                status("&transactionId=&customerId=1200000321&vendorId=7850000063&pageNum=1&pageSize=2");

        assertThat(response.body().utf8())
                .isEqualTo(
                        "{\"totalCount\":7,\"totalPage\":4,\"pageNum\":1,\"transactions\":[{\"transactionId\":\"PO-7\","
                                + "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"351800000000701\"},"
                                + "{\"imei\":\"351800000001188\",\"code\":4092100,"
                                + "\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\","
                                + "\"data\":\"device imei[351800000001188] already exists\"}]},{\"transactionId\":\"RMA-1\","
                                + "\"state\":\"Complete\",\"type\":\"Delete\",\"devices\":[{\"imei\":\"351800000000701\","
                                + "\"code\":4042104,\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"no such customer\"}]}]}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(program.asked)
                .containsExactly(new TransactionsQuery(CustomerId.of("1200000321"), VendorId.of("7850000063"))
                        .on(new PageRequest(1, 2)));
    }

    @Test
    void totalsThatTheServiceDoesNotTell_areThoseOfThePage() {
        program.transactions = new Page<>(List.of(of("RMA-1"), of("RMA-2")), null, 0);

        assertThat(status("").body().utf8()).startsWith("{\"totalCount\":2,\"totalPage\":1,\"pageNum\":0,");
        assertThat(program.asked).containsExactly(TransactionsQuery.all().on(PageRequest.of(100)));
    }

    @Test
    void pageBehindTheEnd_isEmpty() {
        program.failure = new RefusedException(
                "transactions page 7",
                new ServiceError(Condition.PAGE_OUT_OF_BOUNDS, "40000002", "PAGE_OUT_OF_BOUNDS", "out of bounds"),
                400,
                null,
                false);

        Gen1Response response = status("&pageNum=7");

        assertThat(response.body().utf8())
                .isEqualTo("{\"totalCount\":0,\"totalPage\":0,\"pageNum\":7,\"transactions\":[]}");
        assertThat(response.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "pageSize=0, pageSize must be a whole number from 1 to 1000",
        "pageSize=1001, pageSize must be a whole number from 1 to 1000",
        "pageNum=-1, pageNum must be a whole number from 0"
    })
    void pageThatIsNone_isRefused(String parameter, String data) {
        assertThat(status("&" + parameter).body().utf8())
                .isEqualTo("{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\""
                        + data + "\"}");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void listOfAnotherReseller_isForbidden() {
        Gen1Response response = send("GET", DEVICES + "/status", "resellerId=4680000926", "");

        assertThat(response.status()).isEqualTo(403);
        assertThat(program.asked).isEmpty();
    }
}
