package io.github.kdpbridge.core;

import com.google.common.base.CharMatcher;
import org.jspecify.annotations.Nullable;

/** The form of an IMEI: 15 digits, the last one a Luhn check digit (documented, section 3 of the contract). */
final class Imei {
    static final int LENGTH = 15;
    static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

    private Imei() {}

    /** Returns the problem of an IMEI, as the end of a sentence that begins with the device; null if there is none. */
    static @Nullable String problem(CharSequence value) {
        if (value.length() == LENGTH && Luhn.isRight(value)) {
            return null;
        }
        if (value.length() != LENGTH || !DIGITS.matchesAllOf(value)) {
            return "is not 15 digits";
        }
        return "has the Luhn check digit " + value.charAt(LENGTH - 1) + ", but it should be "
                + Luhn.checkDigit(value, LENGTH - 1);
    }
}
