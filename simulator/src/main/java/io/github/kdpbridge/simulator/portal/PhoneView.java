package io.github.kdpbridge.simulator.portal;

import org.jspecify.annotations.Nullable;

/**
 * A phone as the list of devices names it, by all its identifiers at once.
 *
 * @param imei its first IMEI, or null for a tablet without one
 * @param meid its MEID in hexadecimal, or null
 * @param serialNumber its serial number, or null when the portal does not know it
 */
public record PhoneView(
        @Nullable String imei,
        @Nullable String meid,
        @Nullable String serialNumber,
        String model) {}
