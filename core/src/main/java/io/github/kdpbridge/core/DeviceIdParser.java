package io.github.kdpbridge.core;

import com.google.common.base.CharMatcher;
import org.jspecify.annotations.Nullable;

/** Detects the kind of an identifier by its form alone, by the rules of {@link DeviceId#parse(String)}. */
final class DeviceIdParser {
    private static final CharMatcher SEPARATORS = CharMatcher.whitespace()
            .or(CharMatcher.forPredicate(c -> Character.getType(c) == Character.DASH_PUNCTUATION))
            .precomputed();

    private DeviceIdParser() {}

    static DeviceId parse(String text) {
        String bare = SEPARATORS.removeFrom(text);
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("the device identifier is empty");
        }
        return Imei.DIGITS.matchesAllOf(bare) ? digits(bare) : lettersAndDigits(bare);
    }

    private static DeviceId digits(String bare) {
        return switch (bare.length()) {
            case Imei.LENGTH -> {
                DeviceId imei = DeviceId.imei(bare);
                refuseIf(imei.masked(), Imei.problem(bare));
                yield imei;
            }
            case Meid.DECIMAL_LENGTH -> {
                refuseIf(DeviceId.mask(bare), Meid.decimalProblem(bare));
                yield DeviceId.meid(Meid.fromDecimal(bare));
            }
            case Meid.LENGTH ->
                throw refusal(
                        DeviceId.mask(bare),
                        "may be an IMEI without its check digit, which would be " + Luhn.checkDigit(bare, bare.length())
                                + ", a MEID or a serial number: add the digit, or call DeviceId.meid or serialNumber");
            default ->
                throw refusal(
                        DeviceId.mask(bare),
                        "has " + bare.length() + " digits, but an IMEI has 15 and a decimal MEID 18; if it is a serial"
                                + " number, call DeviceId.serialNumber");
        };
    }

    private static DeviceId lettersAndDigits(String bare) {
        boolean hexadecimal = Meid.HEXADECIMAL.matchesAllOf(bare);
        if (hexadecimal && bare.length() == Meid.LENGTH) {
            return DeviceId.meid(bare);
        }
        if (hexadecimal && bare.length() == Meid.LENGTH + 1) {
            throw refusal(
                    DeviceId.mask(bare),
                    "may be a MEID with its check digit or a serial number: leave the last digit out, or call"
                            + " DeviceId.serialNumber");
        }
        if (SerialNumber.problem(bare) != null) {
            throw refusal(
                    DeviceId.mask(bare),
                    "is no IMEI (15 digits), no MEID (14 hexadecimal or 18 decimal digits) and no serial number"
                            + " (8 to 20 letters and digits)");
        }
        return DeviceId.serialNumber(bare);
    }

    private static void refuseIf(String name, @Nullable String problem) {
        if (problem != null) {
            throw refusal(name, problem);
        }
    }

    private static IllegalArgumentException refusal(String name, String problem) {
        return new IllegalArgumentException(name + " " + problem);
    }
}
