package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletion by the upload that registered the devices (contract, section 3). */
class RemovalTest {
    private static final TransactionId REMOVAL = TransactionId.of("RMA-1");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId UPLOAD = TransactionId.of("PO-1");
    private static final String BY_UPLOAD = ",\"removeTransactionId\":\"PO-1\"";

    private final FakeProgram program = new FakeProgram("4680000925");
    private final Gen1Handler handler = Gen1Handler.of(program);

    private Gen1Response delete(String more) {
        return handler.handle(new Gen1Request(
                "PUT",
                "/bulkenroll/v1/reseller/devices/delete",
                null,
                Map.of("X-WSM-API-TOKEN", "sim-gen1-key"),
                ByteString.encodeUtf8("{\"transactionId\":\"RMA-1\",\"resellerId\":\"4680000925\","
                        + "\"customerId\":\"1200000321\"" + more + "}")));
    }

    private static void assertAccepted(Gen1Response response) {
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"RMA-1\",\"state\":\"Progress\",\"code\":2000000,"
                        + "\"message\":\"SUCCESS\"}");
        assertThat(response.status()).isEqualTo(200);
    }

    private static void assertRefused(Gen1Response response, int status, int code, String message, String data) {
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"RMA-1\",\"state\":\"Rejected\",\"code\":%d,\"message\":\"%s\","
                                .formatted(code, message)
                        + "\"data\":\"" + data + "\"}");
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void removal_goesThroughByTheIdOfTheUpload() {
        assertAccepted(delete(BY_UPLOAD + ",\"transactionType\":\"Delete\""));

        assertThat(program.asked).containsExactly(new RemovalRequest(REMOVAL, CUSTOMER, null, UPLOAD));
    }

    @Test
    void vendor_goesThrough() {
        assertAccepted(delete(BY_UPLOAD + ",\"vendorId\":\"7850000063\""));

        assertThat(program.asked)
                .containsExactly(new RemovalRequest(REMOVAL, CUSTOMER, VendorId.of("7850000063"), UPLOAD));
    }

    @Test
    void devicesNamedAsWell_areRefused() {
        assertRefused(
                delete(BY_UPLOAD + ",\"devices\":{\"type\":\"SN\",\"list\":[\"R58M1234567\"]}"),
                400,
                4000001,
                "RESOURCE_DUPLICATE_PARAM",
                "Must provide only one of the following request parameters. {devices, removeTransactionId}");
        assertThat(program.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"type\":\"IMEI\"}", "{\"type\":\"IMEI\",\"list\":[]}", "{\"list\":null}"})
    void emptyDevices_areAbsent(String devices) {
        assertAccepted(delete(BY_UPLOAD + ",\"devices\":" + devices));

        assertThat(program.asked).containsExactly(new RemovalRequest(REMOVAL, CUSTOMER, null, UPLOAD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void emptyUpload_isAbsent(String upload) {
        assertAccepted(delete(",\"removeTransactionId\":" + upload
                + ",\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}"));

        assertThat(program.asked)
                .containsExactly(DeleteRequest.of(CUSTOMER, REMOVAL, Devices.imeis(List.of("351800000000701"))));
    }

    @Test
    void neither_isRefused() {
        assertRefused(delete(""), 400, 4000000, "RESOURCE_INVALID_PARAM", "devices.type is missing");
    }

    /** The upload is what is not found; that the answer is about the deletion, its own id says. */
    @ParameterizedTest
    @EnumSource(names = {"TRANSACTION_NOT_FOUND", "TRANSACTION_ID_INVALID"})
    void unknownUpload_isNotFoundByItsOwnId(Condition condition) {
        program.failure = refused(condition);

        assertRefused(
                delete(BY_UPLOAD),
                404,
                4042105,
                "TRANSACTION_NOT_FOUND",
                "transaction not found. (transaction id : [PO-1])");
    }

    @Test
    void idOfADeletionOfDevices_isAParameter() {
        program.failure = refused(Condition.TRANSACTION_ID_INVALID);

        assertRefused(
                delete(",\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}"),
                400,
                4000000,
                "RESOURCE_INVALID_PARAM",
                "as Gen2 says");
    }

    private static RefusedException refused(Condition condition) {
        return new RefusedException(
                "delete RMA-1",
                new ServiceError(condition, "40000013", "TRANSACTION_ID_INVALID", "as Gen2 says"),
                400,
                null,
                false);
    }
}
