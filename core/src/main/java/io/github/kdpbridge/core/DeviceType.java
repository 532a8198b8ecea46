package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * A kind of device identifier.
 *
 * <p>An open set: an unknown kind passes through under its own name, because only the service can tell whether it
 * exists. The names on the wire are settings of each generation's wire profile.
 *
 * @param name the name of the kind, not empty
 */
public record DeviceType(String name) {
    /** International Mobile Equipment Identity: 15 digits, the last one a Luhn check digit (documented). */
    public static final DeviceType IMEI = new DeviceType("IMEI");

    /** Mobile Equipment Identifier: 14 hexadecimal digits (assumed to be accepted by the service). */
    public static final DeviceType MEID = new DeviceType("MEID");

    /** The manufacturer's serial number, for devices without a modem (observed). */
    public static final DeviceType SERIAL_NUMBER = new DeviceType("SERIAL_NUMBER");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if {@code name} is empty
     */
    public DeviceType {
        Objects.requireNonNull(name, "name");
        checkArgument(!name.isEmpty(), "device type is empty");
    }

    @Override
    public String toString() {
        return name;
    }
}
