package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ledgers on disk hold: a later version has to read it. */
class StoredWriteTest {
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final Devices DEVICES = Devices.imeis(List.of("351800000000702"));

    static Stream<Arguments> writes() {
        return Stream.of(
                Arguments.of(
                        UploadRequest.builder(CUSTOMER, TRANSACTION)
                                .vendor(VendorId.of("7850000063"))
                                .devices(DEVICES)
                                .build(),
                        "{\"kind\":\"upload\",\"transaction\":\"PO-7\",\"customer\":\"1200000321\",\"vendor\":\"7850000063\","
                                + "\"type\":\"IMEI\",\"profileAliases\":[]}"),
                Arguments.of(
                        DeleteRequest.of(CUSTOMER, TRANSACTION, DEVICES),
                        "{\"kind\":\"delete\",\"transaction\":\"PO-7\",\"customer\":\"1200000321\",\"type\":\"IMEI\"}"),
                Arguments.of(
                        new RemovalRequest(TRANSACTION, CUSTOMER, null, TransactionId.of("PO-6")),
                        "{\"kind\":\"remove\",\"transaction\":\"PO-7\",\"customer\":\"1200000321\",\"upload\":\"PO-6\"}"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_isStoredInThisForm(WriteRequest write, String json) {
        byte[] devices = write instanceof RemovalRequest ? null : StoredDevices.write(DEVICES.identifiers());

        assertThat(StoredWrite.write(write)).isEqualTo(json);
        assertThat(StoredWrite.read(json, devices)).isEqualTo(write);
    }
}
