package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final ServiceError ERROR =
            new ServiceError(Condition.DEVICE_INVALID, "40000004", "DEVICE_INVALID", null);

    @Test
    void identifier_isKeptAsItIs() {
        assertThat(ResellerId.of(" 4680000925 ").value()).isEqualTo(" 4680000925 ");
        assertThat(VendorId.of("7850000063")).hasToString("7850000063");
    }

    @Test
    void emptyIdentifier_isRefusedByName() {
        assertThatThrownBy(() -> ResellerId.of("")).hasMessage("resellerId is empty");
        assertThatThrownBy(() -> CustomerId.of("")).hasMessage("customerId is empty");
        assertThatThrownBy(() -> VendorId.of("")).hasMessage("vendorId is empty");
        assertThatThrownBy(() -> TransactionId.of("")).hasMessage("transactionId is empty");
        assertThatThrownBy(() -> new DeviceType("")).hasMessage("device type is empty");
    }

    @Test
    void deviceId_isMaskedOnRequest() {
        assertThat(DeviceId.imei("351800000000702").masked()).isEqualTo("IMEI ***********0702");
        assertThat(DeviceId.serialNumber("R58").masked()).isEqualTo("SERIAL_NUMBER R58");
        assertThat(DeviceId.meid("A0000000000001")).hasToString("MEID A0000000000001");
    }

    @Test
    void textForALog_showsTheEndOfAnIdentifierAlone() {
        assertThat(DeviceId.maskedIn(
                        "351800000000702 and A0000000000001, 293608736500703710 of PO-244303 for 1200000321"))
                .isEqualTo("***********0702 and **********0001, **************3710 of PO-244303 for 1200000321");
    }

    @Test
    void outcomeForALog_showsTheEndOfAnIdentifierAlone_alsoInTheTextOfTheService() {
        ServiceError error = new ServiceError(
                Condition.RESOURCE_INVALID_PARAM, "40000000", "X", "This device [3518-NO-IMEI] invalid");

        assertThat(DeviceOutcome.failure(DeviceId.imei("3518-NO-IMEI"), error).masked())
                .isEqualTo("IMEI ********IMEI: X (code 40000000): This device [********IMEI] invalid");
        assertThat(DeviceOutcome.failure(DeviceId.imei(""), error).masked())
                .isEqualTo("IMEI : X (code 40000000): This device [3518-NO-IMEI] invalid");
        assertThat(DeviceOutcome.success(DeviceId.serialNumber("R58N1234ABC")))
                .hasToString("SERIAL_NUMBER *******4ABC: done");
    }

    @Test
    void devices_areCopiedAndShownAsANumber() {
        List<String> imeis = new ArrayList<>(List.of("351800000000702", ""));
        Devices devices = Devices.imeis(imeis);
        imeis.clear();

        assertThat(devices.identifiers()).containsExactly("351800000000702", "");
        assertThat(devices).hasToString("2 x IMEI");
        assertThat(Devices.meids(List.of()).type()).isEqualTo(DeviceType.MEID);
        assertThat(Devices.serialNumbers(List.of()).count()).isZero();
    }

    @Test
    void upload_carriesAllThatWasSet() {
        UploadRequest request = UploadRequest.builder(CUSTOMER, TRANSACTION)
                .serialNumbers(List.of("R58N1234ABC"))
                .vendor(VendorId.of("7850000063"))
                .orderNo("PO-7")
                .orderTime(Instant.ofEpochSecond(1_600_000_000))
                .targetService("KME")
                .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                .build();

        assertThat(request)
                .isEqualTo(new UploadRequest(
                        TRANSACTION,
                        CUSTOMER,
                        VendorId.of("7850000063"),
                        Devices.serialNumbers(List.of("R58N1234ABC")),
                        "PO-7",
                        Instant.ofEpochSecond(1_600_000_000),
                        "KME",
                        List.of(new ProfileAlias("KME", "kiosk"))));
        assertThat(request.toString()).doesNotContain("R58N1234ABC");
    }

    @Test
    void uploadWithoutDevices_isNotBuilt() {
        UploadRequest.Builder builder = UploadRequest.builder(CUSTOMER, TRANSACTION);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("upload 244303 has no devices: call devices, imeis, meids or serialNumbers");
    }

    @Test
    void statusOfATwoTierRequest_asksWithItsVendor() {
        VendorId vendor = VendorId.of("7850000063");
        Devices devices = Devices.imeis(List.of("351800000000701"));
        StatusRequest question = new StatusRequest(TRANSACTION, vendor);

        assertThat(StatusRequest.of(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .devices(devices)
                        .vendor(vendor)
                        .build()))
                .isEqualTo(question);
        assertThat(StatusRequest.of(new DeleteRequest(TRANSACTION, CUSTOMER, vendor, devices)))
                .isEqualTo(question);
    }

    @Test
    void status_tellsCompleteFromSuccessful() {
        DeviceOutcome done = DeviceOutcome.success(DeviceId.imei("351800000000702"));
        DeviceOutcome notDone = DeviceOutcome.failure(DeviceId.meid("A0000000000001"), ERROR);

        TransactionStatus mixed = status(TransactionState.COMPLETE, done, notDone);
        assertThat(mixed.complete()).isTrue();
        assertThat(mixed.succeeded()).containsExactly(done);
        assertThat(mixed.failed()).containsExactly(notDone);
        assertThat(mixed).hasToString("Put 244303: Complete, 2 devices named, 1 failed");

        assertThat(status(TransactionState.PROGRESS).complete()).isFalse();
        assertThat(status(TransactionState.REJECTED).complete()).isTrue();
        assertThat(status(new TransactionState("Queued")).complete()).isFalse();
    }

    private static TransactionStatus status(TransactionState state, DeviceOutcome... devices) {
        return new TransactionStatus(TRANSACTION, state, TransactionType.UPLOAD, List.of(devices));
    }

    @Test
    void devicesOfOneKind_keepTheirKind() {
        List<DeviceId> tablets = List.of(DeviceId.serialNumber("R58M1234567"), DeviceId.serialNumber("R58M1234568"));

        Devices devices = Devices.of(tablets);

        assertThat(devices).isEqualTo(Devices.serialNumbers(List.of("R58M1234567", "R58M1234568")));
        assertThat(devices.ids()).isEqualTo(tablets);
        assertThat(UploadRequest.builder(CustomerId.of("1"), TransactionId.of("7"))
                        .devices(tablets)
                        .build()
                        .devices())
                .isEqualTo(devices);
    }

    /** As a list of strings, an IMEI among serial numbers would be registered as a serial number. */
    @Test
    void devicesOfAnyKind_areOneRequestsWorthForEachKind() {
        DeviceId first = DeviceId.imei("351800000000702");
        DeviceId tablet = DeviceId.serialNumber("R58N1234ABC");
        DeviceId second = DeviceId.imei("351800000001188");

        List<Devices> requests = Devices.byKind(List.of(first, tablet, second));

        assertThat(requests).containsExactly(Devices.of(List.of(first, second)), Devices.of(List.of(tablet)));
        assertThat(requests).flatExtracting(Devices::ids).containsExactly(first, second, tablet);
        assertThat(Devices.byKind(List.of())).isEmpty();
    }

    @Test
    void devicesOfTwoKinds_areRefused() {
        List<DeviceId> mixed = List.of(DeviceId.serialNumber("R58M1234567"), DeviceId.imei("350000000000006"));

        assertThatThrownBy(() -> Devices.of(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "one request takes devices of one kind, and these are of several: {SERIAL_NUMBER=1, IMEI=1}");
        assertThatThrownBy(() -> Devices.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no device: name an empty list's kind with new Devices(type, list)");
    }

    @Test
    void records_printOneLineWithoutADevice() {
        TransactionId seven = TransactionId.of("7");
        CustomerId customer = CustomerId.of("12");
        DeviceId device = DeviceId.imei("350000000000006");
        ServiceError duplicate = new ServiceError(
                Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", "350000000000006 exists already");

        assertThat(UploadRequest.builder(customer, seven)
                        .devices(List.of(device))
                        .build())
                .hasToString("upload 7 of 1 x IMEI for 12");
        assertThat(new DeleteRequest(seven, customer, null, Devices.of(List.of(device))))
                .hasToString("delete 7 of 1 x IMEI for 12");
        assertThat(new RemovalRequest(TransactionId.of("8"), customer, null, seven))
                .hasToString("remove 8 of upload 7 for 12");
        assertThat(new Receipt(seven, TransactionState.PROGRESS)).hasToString("7: Progress");
        assertThat(DeviceOutcome.success(device)).hasToString("IMEI ***********0006: done");
        assertThat(DeviceOutcome.failure(device, duplicate))
                .hasToString("IMEI ***********0006: DEVICE_DUPLICATE (code 40000005): ***********0006 exists already");
        assertThat(ListedDevice.of(device)).hasToString("IMEI ***********0006");
    }
}
