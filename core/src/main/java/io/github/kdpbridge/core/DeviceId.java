package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * One device, by the identifier that it was sold under.
 *
 * <p>The identifier is kept as it is, also when it is empty or not well-formed: the service judges it.
 *
 * @param type the kind of identifier
 * @param value the identifier
 */
public record DeviceId(DeviceType type, String value) {
    private static final int SHOWN = 4;

    /** Checks that both are there. */
    public DeviceId {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** Returns the device with this IMEI. */
    public static DeviceId imei(String value) {
        return new DeviceId(DeviceType.IMEI, value);
    }

    /** Returns the device with this MEID. */
    public static DeviceId meid(String value) {
        return new DeviceId(DeviceType.MEID, value);
    }

    /** Returns the device with this serial number. */
    public static DeviceId serialNumber(String value) {
        return new DeviceId(DeviceType.SERIAL_NUMBER, value);
    }

    /** Returns the kind and the last four characters, for logs: {@code IMEI ***********0702}. */
    public String masked() {
        int hidden = Math.max(0, value.length() - SHOWN);
        return type + " " + "*".repeat(hidden) + value.substring(hidden);
    }

    /** Returns the kind and the whole identifier: {@code IMEI 351800000000702}. */
    @Override
    public String toString() {
        return type + " " + value;
    }
}
