package io.github.kdpbridge.simulator.portal;

import org.jspecify.annotations.Nullable;

/**
 * Which devices of a reseller are asked for.
 *
 * @param customerId the customer they are registered to, or null for all
 * @param vendorId the downstream reseller who uploaded them, or null for all
 */
public record DeviceSelection(
        String resellerId,
        @Nullable String customerId,
        @Nullable String vendorId) {
    boolean includes(RegisteredDevice device) {
        return device.resellerId().equals(resellerId)
                && (customerId == null || customerId.equals(device.customerId()))
                && (vendorId == null || vendorId.equals(device.vendorId()));
    }
}
