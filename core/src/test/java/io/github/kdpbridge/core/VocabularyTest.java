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
}
