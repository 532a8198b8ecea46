package io.github.kdpbridge.compattests.process;

import java.util.List;
import java.util.stream.LongStream;

/** IMEIs that no device has, with a valid check digit. */
public final class MadeUpImei {
    private MadeUpImei() {}

    /**
     * Returns so many IMEIs in a row.
     *
     * @param first the number of the first, from 0 to 999,999,999,999
     */
    public static List<String> list(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(MadeUpImei::of).toList();
    }

    /** Returns the IMEI of a number. */
    public static String of(long number) {
        String digits = "35%012d".formatted(number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            int weighted = i % 2 == 1 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
