package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.RegisteredDevice;

/**
 * A registered device as it looks at one moment.
 *
 * @param device the device
 * @param state {@code Progress} while the upload that registered it is in progress, else {@code Complete} (assumed)
 */
public record DeviceView(RegisteredDevice device, String state) {
    /**
     * The portal's own name for the device, the same whenever and by whomever it is registered.
     *
     * @return 24 hexadecimal digits
     */
    public String portalId() {
        return PortalId.of(device.type().name(), device.id());
    }
}
