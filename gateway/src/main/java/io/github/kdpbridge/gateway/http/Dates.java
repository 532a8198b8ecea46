package io.github.kdpbridge.gateway.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} of answers, formatted once a second. Safe for use by many threads. */
final class Dates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'")
            .withLocale(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile Second last = new Second(-1, "");

    private Dates() {}

    private record Second(long number, String text) {}

    static String now() {
        long number = System.currentTimeMillis() / 1000;
        Second known = last;
        if (known.number() != number) {
            known = new Second(number, FORMAT.format(Instant.ofEpochSecond(number)));
            last = known;
        }
        return known.text();
    }
}
