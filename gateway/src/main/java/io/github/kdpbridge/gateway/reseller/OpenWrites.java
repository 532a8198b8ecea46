package io.github.kdpbridge.gateway.reseller;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.ledger.Settling;
import io.github.kdpbridge.gateway.operator.ThreadShortage;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of one reseller with an unknown outcome. Its service is asked one question at a time, with backoff while
 * it does not answer. Safe for use by many threads.
 */
final class OpenWrites {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWrites.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LedgerProgram program;
    private final Runnable whenSettled;
    private final Ticker ticker;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean settledOnce;
    /** The fields below belong to the busy thread. */
    private boolean begun;

    private String complaint = "";
    private volatile Duration pause = Duration.ZERO;
    private volatile long since;

    /**
     * Creates what settles the open writes of a program.
     *
     * @param whenSettled is told, on the thread that asked, each time after the service has answered for all of them once
     */
    OpenWrites(LedgerProgram program, Runnable whenSettled) {
        this(program, whenSettled, Ticker.systemTicker());
    }

    OpenWrites(LedgerProgram program, Runnable whenSettled, Ticker ticker) {
        this.program = program;
        this.whenSettled = whenSettled;
        this.ticker = ticker;
        this.since = ticker.read();
    }

    /** Returns whether the service has answered, once, for all open writes. */
    boolean areSettledOnce() {
        return settledOnce;
    }

    /** Settles the open writes on another thread, unless that is running or was done a short while ago. */
    void settleIfDue(Executor threads) {
        Permit turn = Permit.of(() -> busy.set(false)); // created first: after the turn is taken, nothing can fail
        if (ticker.read() - since < pause.toNanos() || !busy.compareAndSet(false, true)) {
            return;
        }
        boolean begun = false;
        try {
            threads.execute(() -> settle(turn));
            begun = true;
        } catch (RejectedExecutionException e) {
            tellOfDelay(e);
        } catch (OutOfMemoryError e) {
            ThreadShortage.requireMeantBy(e);
            tellOfDelay(e); // other resellers may still get threads
        } finally {
            if (!begun) {
                turn.close();
            }
        }
    }

    private void tellOfDelay(Throwable why) {
        LOG.warn("reseller {}: its open writes are settled later: {}", program.reseller(), why.toString());
    }

    private void settle(Permit turn) {
        try (turn) {
            boolean answered = false;
            try {
                answered = settle();
            } finally {
                pause = pauseAfter(answered);
                since = ticker.read();
            }
            if (settledOnce) {
                whenSettled.run();
            }
        }
    }

    private Duration pauseAfter(boolean answered) {
        Duration usual = settledOnce ? USUAL_PAUSE : FIRST_PAUSE;
        if (answered) {
            return usual;
        }
        Duration longer = pause.compareTo(usual) < 0 ? usual : pause.multipliedBy(2);
        Duration longest = settledOnce ? LONGEST_PAUSE : USUAL_PAUSE;
        return longer.compareTo(longest) < 0 ? longer : longest;
    }

    /** Returns whether the service could be asked. */
    private boolean settle() {
        try {
            Settling settling = program.settleAbandoned();
            tell(settling);
            settledOnce |= settling.isComplete();
            return settling.isComplete() || settling.troubles().isEmpty();
        } catch (LedgerException e) {
            complain(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("reseller {}: its open writes could not be settled", program.reseller(), e);
        }
        return false;
    }

    private void tell(Settling settling) {
        int open = settling.settled() + settling.postponed();
        if (!begun && open > 0) {
            LOG.warn(
                    "reseller {}: {} from before: the service is asked for {}",
                    program.reseller(),
                    Count.of(open, "write is open", "writes are open"),
                    open == 1 ? "its outcome" : "their outcomes");
        }
        begun = true;
        if (settling.settled() > 0) {
            LOG.info(
                    "reseller {}: {} known now",
                    program.reseller(),
                    Count.of(settling.settled(), "outcome of a write is", "outcomes of writes are"));
        }
        for (KdpException trouble : settling.troubles()) {
            complain(trouble.getMessage());
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            LOG.warn(
                    "reseller {}: the outcome of a write is not known yet: {}",
                    program.reseller(),
                    DeviceId.maskedIn(why));
            complaint = why;
        }
    }
}
