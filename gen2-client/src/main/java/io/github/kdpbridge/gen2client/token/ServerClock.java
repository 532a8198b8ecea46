package io.github.kdpbridge.gen2client.token;

import com.google.common.base.Ticker;
import io.github.kdpbridge.serviceclient.http.AnswerObserver;
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
 * An estimate of the service's time: this machine's clock, corrected by the {@code Date} of the service's answers.
 *
 * <p>A service refuses a signed token whose date is in its future or past, so a machine with a wrong clock would be
 * locked out. A change of up to 5 seconds is ignored: a {@code Date} has whole seconds, and answers take time. Safe for
 * use by many threads.
 */
public final class ServerClock extends Clock implements Interceptor, AnswerObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration TOLERANCE_BEHIND = Duration.ZERO.minus(TOLERANCE);

    private final Clock local;
    private final Ticker ticker;
    private volatile Duration skew = Duration.ZERO;
    private volatile Dated last = new Dated("", null);

    /** Creates a clock that follows this machine's until an answer contradicts it. */
    public ServerClock(Clock local) {
        this(local, Ticker.systemTicker());
    }

    /** Creates a clock that measures the time of answers by a ticker, because the machine's clock may be set. */
    ServerClock(Clock local, Ticker ticker) {
        this.local = Objects.requireNonNull(local, "local");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /** Returns how far the service's clock is ahead of this machine's; negative if it is behind. */
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

    /** Returns a clock of that zone with the present correction, which stays fixed. */
    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(local.withZone(zone), skew);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        long sent = ticker.read();
        Response response = chain.proceed(chain.request());
        answered(response.headers(), ticker.read() - sent);
        return response;
    }

    /** Corrects the clock by the date of an answer, if the answer was fast enough to be exact. */
    @Override
    public void answered(Headers headers, long took) {
        Instant date = date(headers);
        if (date != null && took <= TOLERANCE.toNanos()) {
            learn(Duration.between(local.instant().minusNanos(took / 2), date));
        }
    }

    /** Parses a date; cached, because all answers of one second have the same. */
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

    /** A header and its date; null if it is malformed. */
    private record Dated(String text, @Nullable Instant date) {}
}
