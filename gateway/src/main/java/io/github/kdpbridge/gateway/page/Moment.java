package io.github.kdpbridge.gateway.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time as it is shown.
 *
 * @param iso for programs: {@code 2026-11-26T08:00:00Z}
 * @param exact for people, by UTC: {@code 26 Nov 2026, 08:00:00 UTC}
 * @param ago how long ago: {@code 3 h ago}
 */
public record Moment(String iso, String exact, String ago) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int HOURS_IN_WORDS = 48;

    /** Returns a time as it is shown at another one. */
    public static Moment of(Instant at, Instant now) {
        return new Moment(at.toString(), EXACT.format(at), ago(Duration.between(at, now)));
    }

    static @Nullable Moment ofNullable(@Nullable Instant at, Instant now) {
        return at == null ? null : of(at, now);
    }

    private static String ago(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() < 1 ? "just now" : time.toSeconds() + " s ago";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min ago";
        }
        return time.toHours() < HOURS_IN_WORDS ? time.toHours() + " h ago" : time.toDays() + " d ago";
    }
}
