package io.github.kdpbridge.core;

/** The check digit that ends an IMEI: the Luhn formula (ISO/IEC 7812-1, annex B). */
final class Luhn {
    /** The digit sum of twice each digit. */
    private static final int[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private Luhn() {}

    /** Returns whether a text is decimal digits that end with their check digit. */
    static boolean isRight(CharSequence text) {
        int parity = text.length() % 2;
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += (i & 1) == parity ? DOUBLED[digit] : digit;
        }
        return sum % 10 == 0;
    }

    /** Returns the check digit for the first characters of a text, which are decimal digits. */
    static char checkDigit(CharSequence digits, int count) {
        int sum = 0;
        boolean doubled = true;
        for (int i = count - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            sum += doubled ? DOUBLED[digit] : digit;
            doubled = !doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
