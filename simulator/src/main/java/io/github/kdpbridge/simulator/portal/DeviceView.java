package io.github.kdpbridge.simulator.portal;

import org.jspecify.annotations.Nullable;

/**
 * A registered device as it looks at one moment.
 *
 * @param portalId the portal's own name for the phone: 24 hexadecimal digits, the same for every reseller
 * @param customerName the name of its customer, or null when the world does not know it
 * @param uploadId the portal's own name for the upload, or null when it shows none
 * @param state {@code Pending} while the upload that registered it is in progress (assumed), else {@code Verified}
 */
public record DeviceView(
        String portalId,
        RegisteredDevice device,
        PhoneView phone,
        @Nullable String customerName,
        @Nullable String uploadId,
        String state) {}
