package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.FakeProgram.Asked;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletion by the upload that registered the devices (contract, section 3: observed). */
class RemovalTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final CustomerId OTHER = CustomerId.of("1200000322");
    private static final TransactionId UPLOAD = TransactionId.of("PO-1");
    private static final TransactionId REMOVAL = TransactionId.of("RMA-1");
    private static final String FIRST = "351800000000701";
    private static final String SECOND = "351800000001188";
    private static final ServiceError EXISTS = new ServiceError(
            Condition.RESELLER_DEVICE_ALREADY_EXISTS, "40900000", "RESELLER_DEVICE_ALREADY_EXISTS", null);

    private final FakeProgram program = new FakeProgram("4680000925");
    private final Gen1Handler handler = Gen1Handler.of(program);

    @BeforeEach
    void noOtherTransactions() {
        program.knowsNoOther = true;
    }

    private Gen1Response remove(String more) {
        return handler.handle(new Gen1Request(
                "PUT",
                "/bulkenroll/v1/reseller/devices/delete",
                null,
                Map.of("X-WSM-API-TOKEN", "sim-gen1-key"),
                ByteString.encodeUtf8("{\"transactionId\":\"RMA-1\",\"resellerId\":\"4680000925\","
                        + "\"customerId\":\"1200000321\",\"removeTransactionId\":\"PO-1\"" + more + "}")));
    }

    private static ListedDevice registered(String imei, CustomerId customer, @Nullable TransactionId upload) {
        return new ListedDevice(DeviceId.imei(imei), null, null, null, customer, upload, null, UnknownFields.none());
    }

    private void uploaded(TransactionState state, DeviceOutcome... outcomes) {
        program.statuses.put(UPLOAD, new TransactionStatus(UPLOAD, state, TransactionType.UPLOAD, List.of(outcomes)));
    }

    private void assertDeleted(String... imeis) {
        assertThat(program.asked).last().isEqualTo(DeleteRequest.of(CUSTOMER, REMOVAL, Devices.imeis(List.of(imeis))));
    }

    private static void assertAccepted(Gen1Response response) {
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"RMA-1\",\"state\":\"Progress\",\"code\":2000000,"
                        + "\"message\":\"SUCCESS\"}");
    }

    private static void assertRefused(Gen1Response response, int status, int code, String message, String data) {
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"RMA-1\",\"state\":\"Rejected\",\"code\":%d,\"message\":\"%s\","
                                .formatted(code, message)
                        + "\"data\":\"" + data + "\"}");
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void devicesOfTheUpload_areDeletedAndNoOthers() {
        program.devices.add(registered(FIRST, CUSTOMER, UPLOAD));
        program.devices.add(registered("351800000002228", CUSTOMER, TransactionId.of("PO-2")));
        program.devices.add(registered(SECOND, CUSTOMER, UPLOAD));

        assertAccepted(remove(",\"transactionType\":\"Delete\""));

        assertDeleted(FIRST, SECOND);
    }

    @Test
    void devicesNamedAsWell_doNotCount() {
        program.devices.add(registered(FIRST, CUSTOMER, UPLOAD));

        assertAccepted(remove(",\"devices\":{\"type\":\"SN\",\"list\":[\"R58M1234567\"]}"));

        assertDeleted(FIRST);
    }

    @Test
    void vendor_goesThrough() {
        program.devices.add(registered(FIRST, CUSTOMER, UPLOAD));

        assertAccepted(remove(",\"vendorId\":\"7850000063\""));

        assertThat(program.asked)
                .last()
                .isEqualTo(
                        new DeleteRequest(REMOVAL, CUSTOMER, VendorId.of("7850000063"), Devices.imeis(List.of(FIRST))));
    }

    /** Where the list does not say which upload it was, the upload itself does; what it did not register stays. */
    @Test
    void listWithoutUploads_isReadBesideTheStatus() {
        program.devices.add(registered(FIRST, CUSTOMER, null));
        program.devices.add(registered(SECOND, CUSTOMER, null));
        uploaded(
                TransactionState.COMPLETE,
                new DeviceOutcome(DeviceId.imei(FIRST), null),
                new DeviceOutcome(DeviceId.imei(SECOND), EXISTS),
                new DeviceOutcome(DeviceId.imei("351800000002228"), null));

        assertAccepted(remove(""));

        assertDeleted(FIRST);
    }

    /** Registered again by a later upload: it is that one's device. */
    @Test
    void deviceOfALaterUpload_stays() {
        program.devices.add(registered(FIRST, CUSTOMER, TransactionId.of("PO-2")));
        uploaded(TransactionState.COMPLETE, new DeviceOutcome(DeviceId.imei(FIRST), null));

        assertAccepted(remove(""));

        assertDeleted();
    }

    @Test
    void uploadWithoutRegisteredDevices_isDeletedWithNone() {
        uploaded(TransactionState.COMPLETE, new DeviceOutcome(DeviceId.imei(FIRST), EXISTS));

        assertAccepted(remove(""));

        assertDeleted();
    }

    /** The service then fails each of them, as generation 1 does. */
    @Test
    void otherCustomersDevices_areDeletedFromTheWrongCustomer() {
        program.devices.add(registered(FIRST, OTHER, UPLOAD));
        uploaded(TransactionState.COMPLETE, new DeviceOutcome(DeviceId.imei(FIRST), null));

        assertAccepted(remove(""));

        assertDeleted(FIRST);
    }

    @Test
    void unknownUpload_isRefused() {
        assertRefused(remove(""), 404, 4042105, "TRANSACTION_NOT_FOUND", "removeTransactionId PO-1 is not known");
        assertThat(program.asked).noneMatch(DeleteRequest.class::isInstance);
    }

    @Test
    void deletionInPlaceOfAnUpload_isRefused() {
        program.statuses.put(
                UPLOAD, new TransactionStatus(UPLOAD, TransactionState.COMPLETE, TransactionType.DELETE, List.of()));

        assertRefused(remove(""), 404, 4042105, "TRANSACTION_NOT_FOUND", "removeTransactionId PO-1 is not known");
    }

    @Test
    void usedTransactionId_isComplainedOfFirst() {
        program.statuses.put(
                REMOVAL, new TransactionStatus(REMOVAL, TransactionState.COMPLETE, TransactionType.DELETE, List.of()));

        assertRefused(remove(""), 409, 4092101, "DUPLICATE_TRANSACTION_ID", "transactionId RMA-1 was used before");
    }

    @Test
    void uploadInProgress_isLeftForLater() {
        uploaded(TransactionState.PROGRESS);

        Gen1Response response = remove("");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "5");
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"RMA-1\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\","
                        + "\"data\":\"delete RMA-1 was not sent: the service still works on the upload PO-1;"
                        + " nothing was done: send it again later\"}");
        assertThat(program.asked).noneMatch(DeleteRequest.class::isInstance);
    }

    @Test
    void uploadInProgressThatTheListShows_isDeleted() {
        program.devices.add(registered(FIRST, CUSTOMER, UPLOAD));
        uploaded(TransactionState.PROGRESS);

        assertAccepted(remove(""));

        assertDeleted(FIRST);
    }

    /** The caller asked for no list, and can mend nothing of it. */
    @Test
    void listThatTheServiceRefuses_isTroubleOnTheWay() {
        program.failure = new RefusedException(
                "device list page 0",
                new ServiceError(
                        Condition.RESOURCE_INVALID_PARAM,
                        "40000000",
                        "RESOURCE_INVALID_PARAM",
                        "pageSize must be a whole number from 1 to 50"),
                400,
                null,
                false);

        Gen1Response response = remove("");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body().utf8())
                .contains("delete RMA-1 was not sent: device list page 0 was refused: ")
                .contains("pageSize must be a whole number from 1 to 50")
                .endsWith("; nothing was done: send it again later\"}");
    }

    /** A list may be long: it is read once for each question. */
    @Test
    void customersList_isReadOnce() {
        program.devices.add(registered(FIRST, CUSTOMER, null));
        uploaded(TransactionState.COMPLETE, new DeviceOutcome(DeviceId.imei(FIRST), null));

        assertAccepted(remove(""));

        assertThat(program.asked)
                .filteredOn(Asked.class::isInstance)
                .containsExactly(new Asked(DeviceQuery.of(CUSTOMER), PageRequest.first()));
    }
}
