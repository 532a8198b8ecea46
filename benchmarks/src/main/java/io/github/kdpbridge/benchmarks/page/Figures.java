package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Result;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** How figures are written: three digits that count, thousands apart. */
final class Figures {
    static final String NONE = "–";

    private Figures() {}

    /** Returns a number with at least three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals =
                size >= 100 || (value == Math.rint(value) && size >= 10) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return value == 0 ? "0" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Returns a number without the zeros at its end: what was counted, or chosen. */
    static String plain(double value) {
        DecimalFormat format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(value);
    }

    /** Returns the median, and the least and the greatest if there is more than one sample. */
    static String spread(Result result) {
        String median = number(result.median());
        return result.samples().size() == 1
                ? median
                : median + " (" + number(result.min()) + "–" + number(result.max()) + ")";
    }

    /** Returns the same; a dash for nothing. */
    static String spread(Optional<Result> result) {
        return result.map(Figures::spread).orElse(NONE);
    }

    /** Returns a ratio with two decimals; a dash if one is missing. */
    static String ratio(Optional<Double> part, Optional<Double> whole) {
        return part.flatMap(p -> whole.filter(w -> w > 0).map(w -> String.format(Locale.ROOT, "%.2f", p / w)))
                .orElse(NONE);
    }

    /** Returns an amount of bytes. */
    static String bytes(double bytes) {
        return bytes < 10_240
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
