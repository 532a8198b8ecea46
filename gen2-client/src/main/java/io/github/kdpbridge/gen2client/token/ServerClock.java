package io.github.kdpbridge.gen2client.token;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's time, as far as it can be told from here: this machine's clock, corrected by what the {@code Date} of
 * the service's answers says.
 *
 * <p>A signed token is dated, and a service that finds it dated in its future or past refuses it; so a machine whose
 * clock is wrong would be locked out. A difference of up to 5 seconds from what is known counts as none: a {@code Date}
 * has whole seconds, and answers take their time. Safe for use by many threads.
 */
public final class ServerClock extends Clock implements Interceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration TOLERANCE_BEHIND = Duration.ZERO.minus(TOLERANCE);

    private final Clock local;
    private final Ticker ticker;
    private volatile Duration skew = Duration.ZERO;
    private volatile Dated last = new Dated("", null);

    /** Creates a clock that trusts this machine's until the service says otherwise. */
    public ServerClock(Clock local) {
        this(local, Ticker.systemTicker());
    }

    /** Creates a clock that measures by a ticker how long answers take, because the other may be set meanwhile. */
    ServerClock(Clock local, Ticker ticker) {
        this.local = Objects.requireNonNull(local, "local");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /** Returns how far the service is ahead of this machine; negative if it is behind. */
    public Duration skew() {
        return skew;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(skew);
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    /** Returns a clock of that zone with what is known of the service's time now; it learns nothing more. */
    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(local.withZone(zone), skew);
    }

    /** Learns from the date of an answer, if the answer came fast enough to tell. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        long sent = ticker.read();
        Response response = chain.proceed(chain.request());
        long took = ticker.read() - sent;
        Instant date = date(response.headers());
        if (date != null && took <= TOLERANCE.toNanos()) {
            learn(Duration.between(local.instant().minusNanos(took / 2), date));
        }
        return response;
    }

    /** Reads a date, which is worth remembering: all answers of one second have the same. */
    private @Nullable Instant date(Headers headers) {
        String text = headers.get("Date");
        if (text == null) {
            return null;
        }
        Dated known = last;
        if (!known.text().equals(text)) {
            known = new Dated(text, headers.getInstant("Date"));
            last = known;
        }
        return known.date();
    }

    private void learn(Duration seen) {
        if (isWithinTolerance(seen.minus(skew))) {
            return;
        }
        skew = isWithinTolerance(seen) ? Duration.ZERO : seen;
        if (skew.isZero()) {
            LOG.info("this machine's clock agrees with the service's again");
        } else {
            LOG.warn(
                    "this machine's clock differs from the service's by {} s; going by the service's",
                    seen.toSeconds());
        }
    }

    private static boolean isWithinTolerance(Duration difference) {
        return difference.compareTo(TOLERANCE) <= 0 && difference.compareTo(TOLERANCE_BEHIND) >= 0;
    }

    /** What a header says, and the date that it means; null if it means none. */
    private record Dated(String text, @Nullable Instant date) {}
}
