package io.github.kdpbridge.benchmarks.summary;

import java.util.Locale;

/** The form of figures: three significant digits, thousands separated, and a dash for {@code NaN}. */
final class Figures {
    static final String NONE = "–";

    private Figures() {}

    /** Returns a number with at least three significant digits. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals =
                size >= 100 || (value == Math.rint(value) && size >= 10) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        if (Double.isInfinite(value)) {
            return "∞";
        }
        return Double.isNaN(value)
                ? NONE
                : value == 0 ? "0" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Returns a count. */
    static String count(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Returns a ratio with two decimals. */
    static String ratio(double part, double whole) {
        return Double.isNaN(part / whole) ? NONE : String.format(Locale.ROOT, "%.2f", part / whole);
    }

    /** Returns an amount of bytes. */
    static String bytes(double bytes) {
        return Double.isNaN(bytes)
                ? NONE
                : bytes < 10_240
                        ? number(bytes) + " B"
                        : bytes < 10_485_760 ? number(bytes / 1024) + " KiB" : number(bytes / 1_048_576) + " MiB";
    }

    /** Returns a time that is given in microseconds. */
    static String micros(double micros) {
        return micros < 1000
                ? number(micros) + " µs"
                : micros < 1_000_000 ? number(micros / 1000) + " ms" : number(micros / 1_000_000) + " s";
    }
}
