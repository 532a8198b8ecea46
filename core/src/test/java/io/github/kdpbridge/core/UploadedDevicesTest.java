package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadedDevicesTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final CustomerId OTHER = CustomerId.of("1200000399");
    private static final TransactionId UPLOAD = TransactionId.of("7");
    private static final RemovalRequest REMOVAL =
            new RemovalRequest(TransactionId.of("8"), CUSTOMER, VendorId.of("7850000063"), UPLOAD);

    private final Portal portal = new Portal();

    private void list(CustomerId customer, @Nullable String upload, String... serials) {
        for (String serial : serials) {
            portal.devices.add(new ListedDevice(
                    DeviceId.serialNumber(serial),
                    null,
                    null,
                    null,
                    customer,
                    upload == null ? null : TransactionId.of(upload),
                    null,
                    UnknownFields.none()));
        }
    }

    private void know(String transaction, TransactionType type, TransactionState state, String... serials) {
        List<DeviceOutcome> outcomes = Stream.of(serials)
                .map(serial -> DeviceOutcome.success(DeviceId.serialNumber(serial)))
                .toList();
        TransactionId id = TransactionId.of(transaction);
        portal.transactions.put(id, new TransactionStatus(id, state, type, outcomes));
    }

    private DeleteRequest deletion() {
        return new UploadedDevices(portal, REMOVAL).deletion();
    }

    private static DeleteRequest deletionOf(String... serials) {
        return new DeleteRequest(
                REMOVAL.transaction(), CUSTOMER, REMOVAL.vendor(), Devices.serialNumbers(List.of(serials)));
    }

    @Test
    void devicesThatTheListSaysAreTheUploads_areFoundWithTheCustomer() {
        list(CUSTOMER, "7", "R5800001", "R5800002");
        list(CUSTOMER, "6", "R5800003");
        list(CUSTOMER, null, "R5800004");
        list(OTHER, "7", "R5800005");

        assertThat(deletion()).isEqualTo(deletionOf("R5800001", "R5800002"));
        assertThat(portal.asked).containsExactly("list 1200000321");
    }

    @Test
    void listThatNamesNoUpload_isReadBesideTheStatus() {
        list(CUSTOMER, null, "R5800001", "R5800003");
        list(CUSTOMER, "9", "R5800002");
        know("7", TransactionType.UPLOAD, TransactionState.COMPLETE, "R5800001", "R5800002");

        assertThat(deletion()).isEqualTo(deletionOf("R5800001"));
    }

    @Test
    void devicesOfAnotherCustomer_areFoundIfThereAreNoOthers() {
        list(OTHER, "7", "R5800001");

        assertThat(deletion()).isEqualTo(deletionOf("R5800001"));
        assertThat(portal.asked).containsExactly("list 1200000321", "status 7", "list");
    }

    @Test
    void uploadOfWhichNothingIsLeft_isADeletionOfNone() {
        know("7", TransactionType.UPLOAD, TransactionState.COMPLETE, "R5800001");

        assertThat(deletion().devices().count()).isZero();
    }

    @Test
    void uploadInProgress_isLeftForLater() {
        know("7", TransactionType.UPLOAD, TransactionState.PROGRESS);

        assertThatExceptionOfType(RefusedLocallyException.class)
                .isThrownBy(this::deletion)
                .withMessage("delete 8 was not sent: the service still works on the upload 7")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT));
    }

    @ParameterizedTest
    @CsvSource({
        // what 7 is, whether 8 was used
        "'', false, TRANSACTION_NOT_FOUND (code 40400005): removeTransactionId 7 is not known [HTTP 404]",
        "Delete, false, TRANSACTION_NOT_FOUND (code 40400005): removeTransactionId 7 is not known [HTTP 404]",
        "'', true, DUPLICATE_TRANSACTION_ID (code 40900001): transactionId 8 was used before [HTTP 409]",
        "Delete, true, DUPLICATE_TRANSACTION_ID (code 40900001): transactionId 8 was used before [HTTP 409]",
    })
    void noSuchUpload_isRefusedAsTheFirstGenerationDoes(String type, boolean used, String refusal) {
        if (!type.isEmpty()) {
            know("7", new TransactionType(type), TransactionState.COMPLETE);
        }
        if (used) {
            know("8", TransactionType.DELETE, TransactionState.COMPLETE);
        }

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(this::deletion)
                .withMessage("delete 8 was refused: " + refusal);
    }

    @Test
    void listThatIsRefusedForItsParameters_isNoFaultOfTheCaller() {
        portal.refusal = Condition.RESOURCE_INVALID_PARAM;

        assertThatExceptionOfType(RefusedLocallyException.class)
                .isThrownBy(this::deletion)
                .withMessage("delete 8 was not sent: list was refused: RESOURCE_INVALID_PARAM (code 0) [HTTP 400]");
    }

    @Test
    void listThatIsRefusedOtherwise_isRefused() {
        portal.refusal = Condition.AUTHORIZATION_FAIL;

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(this::deletion)
                .withMessage("list was refused: AUTHORIZATION_FAIL (code 0) [HTTP 400]");
    }

    @Test
    void devicesOfSeveralKinds_areNoUpload() {
        list(CUSTOMER, "7", "R5800001");
        portal.devices.add(ListedDevice.of(DeviceId.imei("351800000000701")).with(UPLOAD));

        assertThatIllegalStateException()
                .isThrownBy(this::deletion)
                .withMessage("the service lists devices of several kinds for one upload");
    }

    /** What the service knows; a device without a customer is listed with each. */
    private static final class Portal implements DeploymentProgram {
        final List<ListedDevice> devices = new ArrayList<>();
        final Map<TransactionId, TransactionStatus> transactions = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        Condition refusal = Condition.SUCCESS;

        private static RefusedException refused(String operation, Condition condition) {
            return new RefusedException(
                    operation, new ServiceError(condition, "0", condition.name(), null), 400, null, false);
        }

        @Override
        public ResellerId reseller() {
            return ResellerId.of("4680000925");
        }

        @Override
        public Receipt upload(UploadRequest request) {
            throw new AssertionError(request);
        }

        @Override
        public Receipt delete(DeleteRequest request) {
            throw new AssertionError(request);
        }

        @Override
        public TransactionStatus status(StatusRequest request) {
            assertThat(request.vendor()).isEqualTo(REMOVAL.vendor());
            asked.add("status " + request.transaction());
            TransactionStatus status = transactions.get(request.transaction());
            if (status == null) {
                throw refused("status", Condition.TRANSACTION_NOT_FOUND);
            }
            return status;
        }

        @Override
        public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
            if (refusal != Condition.SUCCESS) {
                throw refused("list", refusal);
            }
            CustomerId customer = query.customer();
            asked.add(customer == null ? "list" : "list " + customer);
            List<ListedDevice> items = devices.stream()
                    .filter(device -> customer == null
                            || device.customer() == null
                            || device.customer().equals(customer))
                    .toList();
            return new Page<>(items, (long) items.size(), page.number());
        }

        @Override
        public Page<Customer> customers(CustomerQuery query, PageRequest page) {
            throw new AssertionError(query);
        }

        @Override
        public Page<Reseller> resellers(PageRequest page) {
            throw new AssertionError(page);
        }
    }
}
