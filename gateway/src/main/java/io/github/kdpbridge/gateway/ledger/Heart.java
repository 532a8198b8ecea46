package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.Beats.Life;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the beats of this gateway in the ledger, and judges others by theirs. Safe for use by many threads. */
final class Heart {
    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    /** How many beats a gateway misses before it is taken for dead. */
    private static final int MISSED = 5;

    private final Database database;
    private final Beats beats;
    private final Duration interval;
    private final String id = UUID.randomUUID().toString();
    private volatile @Nullable String trouble;

    /**
     * Creates a heart that has not beaten.
     *
     * @param takeover how long a gateway is silent before it is taken for dead
     */
    Heart(Database database, Duration takeover, Ticker ticker) {
        this.database = database;
        this.beats = new Beats(takeover, ticker);
        this.interval = Duration.ofMillis(takeover.toMillis() / MISSED);
    }

    /** Returns what this gateway is called in the ledger. */
    String id() {
        return id;
    }

    /** Returns how often to beat. */
    Duration interval() {
        return interval;
    }

    /** Beats, and remembers whether that was possible. */
    void tryToBeat() {
        try {
            beat();
            trouble = null;
        } catch (LedgerException e) {
            if (trouble == null) {
                LOG.warn("nothing is sent until it can be recorded: {}", e.getMessage());
            }
            trouble = e.getMessage();
        }
    }

    void beat() {
        database.inTransaction(sql -> sql.update(
                "INSERT INTO kdp_gateway (id, beat) VALUES (?, 1)"
                        + " ON CONFLICT (id) DO UPDATE SET beat = kdp_gateway.beat + 1",
                id));
    }

    /** Returns what kept it from the last beat; empty if nothing did. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Judges whether a gateway lives.
     *
     * @param beat its count; null if it is not counted
     */
    Life judge(String gateway, @Nullable Long beat) {
        return beats.judge(gateway, beat);
    }

    /** Judges whether a gateway is dead, and no longer counts it if it is. */
    boolean isDead(Session sql, String gateway, @Nullable Long beat) {
        boolean dead = judge(gateway, beat) == Life.DEAD;
        if (dead) {
            sql.update("DELETE FROM kdp_gateway WHERE id = ? AND beat = ?", gateway, beat);
        }
        return dead;
    }

    /** No longer counts any gateway, if there can be no other. */
    void forgetOthers() {
        database.inTransaction(sql -> sql.update("DELETE FROM kdp_gateway"));
    }

    /** Says that this gateway is gone. */
    void stop() {
        try {
            database.inTransaction(sql -> sql.update("DELETE FROM kdp_gateway WHERE id = ?", id));
        } catch (LedgerException e) {
            LOG.warn("the other gateways have to find out that this one is gone: {}", e.getMessage());
        }
    }
}
