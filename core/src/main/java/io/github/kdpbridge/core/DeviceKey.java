package io.github.kdpbridge.core;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/**
 * Normalizes spellings of an identifier: blanks, dashes and case, and a MEID in 14 hexadecimal or 18 decimal digits.
 */
public final class DeviceKey {
    private static final CharMatcher SEPARATORS = CharMatcher.whitespace().or(CharMatcher.anyOf("-_"));
    private static final int WITHOUT_CHECK_DIGIT = Imei.LENGTH - 1;

    private DeviceKey() {}

    /** Returns the normal form that all spellings of an identifier share. */
    public static String of(String identifier) {
        String plain = isPlain(identifier) ? identifier : Ascii.toUpperCase(SEPARATORS.removeFrom(identifier));
        boolean decimalMeid = plain.length() == Meid.DECIMAL_LENGTH
                && Imei.DIGITS.matchesAllOf(plain)
                && Meid.decimalProblem(plain) == null;
        return decimalMeid ? Meid.fromDecimal(plain) : plain;
    }

    /** Returns a key of an IMEI's length without its last character; any other key unchanged. */
    static String withoutLast(String key) {
        return key.length() == Imei.LENGTH ? key.substring(0, WITHOUT_CHECK_DIGIT) : key;
    }

    /**
     * Returns the key without an IMEI's check digit, because some systems omit it. Two IMEIs may share the result, so
     * use it only if the key itself finds nothing.
     */
    static String withoutCheckDigit(String key) {
        return key.length() == Imei.LENGTH && Imei.DIGITS.matchesAllOf(key)
                ? key.substring(0, WITHOUT_CHECK_DIGIT)
                : key;
    }

    /** A fast path: most identifiers are digits, and need no copy. */
    private static boolean isPlain(String identifier) {
        for (int i = 0; i < identifier.length(); i++) {
            char c = identifier.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }
}
