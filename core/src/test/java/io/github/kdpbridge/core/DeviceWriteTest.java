package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceWriteTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final UploadRequest UPLOAD = UploadRequest.builder(CUSTOMER, TRANSACTION)
            .serialNumbers(List.of("R58N10ABCDE", "r58n10abcdf ", "R58N10ABCDE"))
            .vendor(VendorId.of("7850000063"))
            .orderNo("PO-7")
            .build();

    @Test
    void otherDevicesUnderAnotherName_leaveTheRestAsItIs() {
        Devices devices = Devices.imeis(List.of("351800000000701"));
        TransactionId other = TransactionId.of("244304");

        assertThat(UPLOAD.with(other, devices))
                .isEqualTo(UploadRequest.builder(CUSTOMER, other)
                        .devices(devices)
                        .vendor(VendorId.of("7850000063"))
                        .orderNo("PO-7")
                        .build());
        assertThat(new DeleteRequest(TRANSACTION, CUSTOMER, UPLOAD.vendor(), UPLOAD.devices()).with(other, devices))
                .isEqualTo(new DeleteRequest(other, CUSTOMER, UPLOAD.vendor(), devices));
    }

    @Test
    void write_isAskedForByItsNameAndVendor() {
        assertThat(UPLOAD.label()).isEqualTo("upload 244303");
        assertThat(DeleteRequest.of(CUSTOMER, TRANSACTION, UPLOAD.devices()).label())
                .isEqualTo("delete 244303");
        assertThat(StatusRequest.of(UPLOAD)).isEqualTo(new StatusRequest(TRANSACTION, VendorId.of("7850000063")));
    }

    @Test
    void removal_isADeletionOfTheDevicesThatAreFound() {
        VendorId vendor = VendorId.of("7850000063");
        RemovalRequest removal = new RemovalRequest(TRANSACTION, CUSTOMER, vendor, TransactionId.of("244302"));

        assertThat(removal.label()).isEqualTo("remove 244303");
        assertThat(removal.of(UPLOAD.devices()))
                .isEqualTo(new DeleteRequest(TRANSACTION, CUSTOMER, vendor, UPLOAD.devices()));
    }
}
