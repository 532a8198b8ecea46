package io.github.kdpbridge.core;

import com.google.common.base.CharMatcher;
import org.jspecify.annotations.Nullable;

/** The form of a serial number: 8 to 20 letters and digits (assumed, section 3 of the contract). */
final class SerialNumber {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 20;
    private static final CharMatcher ALLOWED =
            Imei.DIGITS.or(CharMatcher.inRange('A', 'Z')).or(CharMatcher.inRange('a', 'z'));

    private SerialNumber() {}

    /**
     * Returns the problem of a serial number, as the end of a sentence that begins with the device; null if there is
     * none.
     */
    static @Nullable String problem(CharSequence value) {
        boolean wellFormed = value.length() >= SHORTEST && value.length() <= LONGEST && ALLOWED.matchesAllOf(value);
        return wellFormed ? null : "is not 8 to 20 letters and digits";
    }
}
