package io.github.kdpbridge.core;

import com.google.common.base.CharMatcher;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form of a MEID: 14 hexadecimal digits (section 3 of the contract), in upper or lower case.
 *
 * <p>Labels also show it as 18 decimal digits: ten for the upper 32 bits, eight for the lower 24 (3GPP2 X.S0008).
 */
final class Meid {
    static final int LENGTH = 14;
    static final int DECIMAL_LENGTH = 18;
    static final CharMatcher HEXADECIMAL =
            Imei.DIGITS.or(CharMatcher.inRange('A', 'F')).or(CharMatcher.inRange('a', 'f'));

    private static final int UPPER_LENGTH = 10;
    private static final long UPPER_MOST = 0xFFFF_FFFFL;
    private static final long LOWER_MOST = 0xFF_FFFFL;

    private Meid() {}

    /** Returns the problem of a MEID, as the end of a sentence that begins with the device; null if there is none. */
    static @Nullable String problem(CharSequence value) {
        if (value.length() == LENGTH && HEXADECIMAL.matchesAllOf(value)) {
            return null;
        }
        boolean decimal = value.length() == DECIMAL_LENGTH && Imei.DIGITS.matchesAllOf(value);
        return decimal
                ? "is in decimal form, which DeviceId.parse turns into 14 hexadecimal digits"
                : "is not 14 hexadecimal digits";
    }

    /** Returns the problem of a MEID of 18 decimal digits; null if there is none. */
    static @Nullable String decimalProblem(String digits) {
        if (upper(digits) > UPPER_MOST) {
            return "is no decimal MEID: its first 10 digits are more than " + UPPER_MOST;
        }
        return lower(digits) > LOWER_MOST ? "is no decimal MEID: its last 8 digits are more than " + LOWER_MOST : null;
    }

    /** Returns the 14 hexadecimal digits, in upper case, of 18 valid decimal digits. */
    static String fromDecimal(String digits) {
        return String.format(Locale.ROOT, "%08X%06X", upper(digits), lower(digits));
    }

    private static long upper(String digits) {
        return Long.parseLong(digits.substring(0, UPPER_LENGTH));
    }

    private static long lower(String digits) {
        return Long.parseLong(digits.substring(UPPER_LENGTH));
    }
}
