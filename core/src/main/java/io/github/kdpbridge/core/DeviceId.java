package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.MaskedText;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One device, by the identifier that it was sold under.
 *
 * <p>The identifier is kept as it is, even if it is empty or malformed: the service judges it. {@link #problem()}
 * checks it beforehand, and {@link #parse(String)} reads typed text.
 *
 * @param type the kind of identifier
 * @param value the identifier
 */
public record DeviceId(DeviceType type, String value) {
    private static final int SHOWN = 4;

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

    /**
     * Detects the kind of an identifier by its form alone. Blanks and dashes are removed; the rest keeps its case,
     * except that a decimal MEID becomes a hexadecimal one.
     *
     * <table>
     * <caption>What a text is taken for</caption>
     * <tr><th>text</th><th>is</th></tr>
     * <tr><td>15 digits, the last one the Luhn check digit of the others</td><td>an IMEI (documented)</td></tr>
     * <tr><td>15 digits with another last one</td><td>refused as a mistyped IMEI, never a serial number. The vendor's
     *     own sample, 351800000000702, is such a one: say {@link #imei(String)} to name it all the same</td></tr>
     * <tr><td>14 hexadecimal digits with a letter among them</td><td>a MEID. A serial number that looks so is very
     *     unlikely and needs {@link #serialNumber(String)}</td></tr>
     * <tr><td>18 digits</td><td>a decimal MEID, given back as 14 hexadecimal digits in upper case: the first ten
     *     digits, up to 4294967295, are eight of them, and the last eight, up to 16777215, are six. Beyond that,
     *     refused</td></tr>
     * <tr><td>14 digits</td><td>refused: an IMEI that lost its check digit, a MEID or a serial number, and nothing
     *     tells which</td></tr>
     * <tr><td>digits of any other number</td><td>refused: a serial number may be all digits, but so is an IMEI that
     *     lost a digit, one with its software version (16), the box's article number (13) and the SIM card's (19 or
     *     20)</td></tr>
     * <tr><td>15 hexadecimal digits with a letter among them</td><td>refused: a MEID with its check digit, which is no
     *     part of it, or a serial number</td></tr>
     * <tr><td>8 to 20 letters and digits otherwise</td><td>a serial number (the length is assumed)</td></tr>
     * <tr><td>anything else</td><td>refused</td></tr>
     * </table>
     *
     * @throws IllegalArgumentException if the text is refused; the message says why and shows no more of the identifier
     *     than its last four characters
     */
    public static DeviceId parse(String text) {
        return DeviceIdParser.parse(Objects.requireNonNull(text, "text"));
    }

    /**
     * Returns the problem of the identifier, as the end of a sentence that begins with the device:
     * {@code is not 15 digits}. Empty if it is well-formed, or of an unknown kind.
     *
     * <p>Well-formed are an IMEI of 15 digits with the right Luhn check digit (documented), a MEID of 14 hexadecimal
     * digits, and a serial number of 8 to 20 letters and digits (both assumed). Blanks and dashes are not allowed,
     * because they would be sent.
     */
    public Optional<String> problem() {
        return Optional.ofNullable(problem(type, value));
    }

    /** Returns the problem of a bare identifier, or null; avoids an object for each of very many devices. */
    static @Nullable String problem(DeviceType type, CharSequence value) {
        if (type.equals(DeviceType.IMEI)) {
            return Imei.problem(value);
        }
        if (type.equals(DeviceType.MEID)) {
            return Meid.problem(value);
        }
        return type.equals(DeviceType.SERIAL_NUMBER) ? SerialNumber.problem(value) : null;
    }

    /** Returns the kind and the last four characters, for logs: {@code IMEI ***********0702}. */
    public String masked() {
        return type + " " + mask(value);
    }

    /** Returns the last four characters of an identifier, with a star for each of the others. */
    static String mask(String value) {
        int hidden = Math.max(0, value.length() - SHOWN);
        return "*".repeat(hidden) + value.substring(hidden);
    }

    /**
     * Returns a text for a log, with all but the last four characters masked in everything that looks like an IMEI or a
     * MEID.
     */
    public static String maskedIn(String text) {
        return MaskedText.of(text);
    }

    /** Returns the kind and the whole identifier: {@code IMEI 351800000000702}. */
    @Override
    public String toString() {
        return type + " " + value;
    }
}
