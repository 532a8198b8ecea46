package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import org.jspecify.annotations.Nullable;

/** A registered device in the control API. */
record DeviceDto(
        String id,
        String type,
        String resellerId,
        String customerId,
        @Nullable String vendorId,
        String transactionId) {
    static DeviceDto of(RegisteredDevice device) {
        return new DeviceDto(
                device.id(),
                device.type().name(),
                device.resellerId(),
                device.customerId(),
                device.vendorId(),
                device.transactionId());
    }
}
