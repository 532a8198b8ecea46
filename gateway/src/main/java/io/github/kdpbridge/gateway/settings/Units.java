package io.github.kdpbridge.gateway.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Writes sizes, numbers and times as a configuration file does. */
final class Units {
    private static final int UNIT = 1024;

    private Units() {}

    /** A size with the largest unit that divides it. */
    static String text(int bytes) {
        if (bytes % (UNIT * UNIT) == 0) {
            return bytes / (UNIT * UNIT) + "MiB";
        }
        return bytes % UNIT == 0 ? bytes / UNIT + "KiB" : bytes + "B";
    }

    /** A list of times. */
    static String text(List<Duration> times) {
        return times.stream().map(Units::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A number without an exponent. */
    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A time with the largest unit that divides it. */
    static String text(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + "ms";
        }
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() + "s";
        }
        if (time.toMinutesPart() != 0) {
            return time.toMinutes() + "m";
        }
        return time.toHoursPart() != 0 ? time.toHours() + "h" : time.toDays() + "d";
    }
}
