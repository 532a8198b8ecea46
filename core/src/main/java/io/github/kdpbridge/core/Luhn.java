package io.github.kdpbridge.core;

/** The check digit that ends an IMEI: the Luhn formula (ISO/IEC 7812-1, annex B). */
final class Luhn {
    /** The digit sum of twice each digit. */
    private static final int[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private static final long ZEROS = Simple.each('0');
    /** Every other byte, the first one among them. */
    private static final long ALTERNATE = 0x00FF_00FF_00FF_00FFL;
    /** Added to a digit, sets the top bit of one from 5 on. */
    private static final long FROM_FIVE = Simple.each(0x80 - 5);

    private static final long ONES = Simple.each(1);

    private Luhn() {}

    /**
     * Returns whether 15 bytes are decimal digits that end with their check digit; eight at once, because all identifiers of an
     * upload are judged ({@code PartsBenchmark.check}).
     */
    static boolean isRightImei(byte[] text, int from) {
        int seventh = Imei.LENGTH - Long.BYTES;
        long left = Simple.eight(text, from);
        long right = Simple.eight(text, from + seventh); // its first byte is the last of the left ones
        if (!Simple.areDigits(left) || !Simple.areDigits(right)) {
            return false;
        }
        long first = left ^ ZEROS;
        long last = (right ^ ZEROS) & ~0xFFL;
        // The second, fourth and so on are doubled: of the right half, the first, third and so on.
        long sums = (first & ALTERNATE) + doubled(first & ~ALTERNATE) + (last & ~ALTERNATE) + doubled(last & ALTERNATE);
        return ((sums * ONES) >>> (Long.SIZE - Byte.SIZE)) % 10 == 0;
    }

    /** Returns the digit sums of twice each digit: of one from 5 on, nine less than twice it. */
    private static long doubled(long digits) {
        long fromFive = ((digits + FROM_FIVE) >>> (Byte.SIZE - 1)) & ONES;
        return 2 * digits - 9 * fromFive;
    }

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
