package io.github.kdpbridge.core;

/** The check digit that ends an IMEI: the Luhn formula (ISO/IEC 7812-1, annex B). */
final class Luhn {
    private Luhn() {}

    /** Returns the digit that has to follow the first few characters of a text, which are decimal digits. */
    static char checkDigit(String digits, int count) {
        int sum = 0;
        boolean doubled = true;
        for (int i = count - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int weighted = doubled ? digit * 2 : digit;
            sum += weighted / 10 + weighted % 10;
            doubled = !doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
