package io.github.kdpbridge.simulator.portal;

import org.jspecify.annotations.Nullable;

/**
 * The devices or transactions of a reseller that a question is about.
 *
 * @param generation the generation that is asked
 * @param customerId their customer, or null for all
 * @param vendorId their downstream reseller, or null for all
 */
public record Selection(
        Generation generation,
        String resellerId,
        @Nullable String customerId,
        @Nullable String vendorId) {
    boolean includes(RegisteredDevice device) {
        return device.isOn(generation) && includes(device.resellerId(), device.customerId(), device.vendorId());
    }

    boolean includes(Submission.Parties parties) {
        return includes(parties.resellerId(), parties.customerId(), parties.vendorId());
    }

    private boolean includes(String reseller, String customer, @Nullable String vendor) {
        return reseller.equals(resellerId)
                && (customerId == null || customerId.equals(customer))
                && (vendorId == null || vendorId.equals(vendor));
    }
}
