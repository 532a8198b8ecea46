package io.github.kdpbridge.simulator.world;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of device identifier, under its name on the wire of both generations (contract, section 3: {@code IMEI}
 * documented, {@code SN} observed, {@code MEID} assumed).
 */
public enum DeviceType {
    /** 15 digits. The check digit is not judged: the vendor's own sample, 351800000000702, fails Luhn. */
    IMEI("[0-9]{15}"),
    /** 14 hexadecimal digits, or 18 decimal ones as in the vendor's list of devices. */
    MEID("[0-9A-Fa-f]{14}|[0-9]{18}"),
    /** A serial number: 8 to 20 letters and digits (assumed). */
    SN("[0-9A-Za-z]{8,20}");

    private final Pattern pattern;

    DeviceType(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** {@return whether an identifier, as it came, has this type's form} */
    public boolean accepts(String id) {
        return pattern.matcher(id).matches();
    }

    /** {@return the type of a name on the wire, case-sensitive, or empty when there is none of that name} */
    public static Optional<DeviceType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
