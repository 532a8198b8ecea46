package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of groups that keep failing: no change is lost, but each takes a transaction of its own. A single group may fail for
 * one bad row. Safe for use by many threads.
 */
final class FailingGroups {
    /** So many failures in a row are more than bad rows. */
    static final int MANY = 10;
    /** Between two warnings. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailingGroups.class);

    private final Ticker ticker;

    @GuardedBy("this") private int inARow;

    @GuardedBy("this") private boolean hasWarned;

    @GuardedBy("this") private long warned;

    FailingGroups(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void committed() {
        inARow = 0;
    }

    /** Takes the failure of one group. */
    synchronized void failed(int changes, Throwable why) {
        inARow++;
        LOG.debug("{} changes are made alone: {}", changes, why.getMessage());
        long now = ticker.read();
        if (inARow >= MANY && (!hasWarned || now - warned >= PAUSE.toNanos())) {
            hasWarned = true;
            warned = now;
            LOG.warn(
                    "the last {} groups of the ledger failed, and each of their writes is recorded alone: {}",
                    inARow,
                    why.getMessage());
        }
    }
}
