package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ticker;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Duration;

/** Tells for how long the breaker of a client is open. Safe for use by many threads. */
public final class BreakerWatch implements ClientListener {
    private static final long CLOSED = Long.MIN_VALUE;

    private final Ticker ticker;
    private volatile long openSince = CLOSED;

    /** Watches a breaker that is closed. */
    public BreakerWatch(Ticker ticker) {
        this.ticker = ticker;
    }

    /** It is not closed while it tries whether the service answers again. */
    @Override
    public synchronized void breaker(String state) {
        if (state.equals("CLOSED")) {
            openSince = CLOSED;
        } else if (openSince == CLOSED) {
            openSince = ticker.read();
        }
    }

    Duration open() {
        long since = openSince;
        return since == CLOSED ? Duration.ZERO : Duration.ofNanos(ticker.read() - since);
    }
}
