package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.Beats.Life;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this gateway's heartbeats to the ledger, and judges other gateways by theirs. Safe for use by many threads.
 */
final class Heart {
    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    /** The missed heartbeats after which a gateway is dead. */
    private static final int MISSED = 5;

    private final Database database;
    private final Beats beats;
    private final Duration takeover;
    private final Ticker ticker;
    private final String id = UUID.randomUUID().toString();
    private volatile @Nullable String trouble;
    private final AtomicInteger pauses = new AtomicInteger();
    private volatile long lastBeat;
    private volatile boolean stopped;

    /**
     * Creates a heart that has not beaten.
     *
     * @param takeover the silence after which a gateway is dead
     */
    Heart(Database database, Duration takeover, Ticker ticker) {
        this.database = database;
        this.beats = new Beats(takeover, ticker);
        this.takeover = takeover;
        this.ticker = ticker;
        this.lastBeat = ticker.read();
    }

    /** Returns this gateway's id in the ledger. */
    String id() {
        return id;
    }

    /** Returns the time between heartbeats. */
    Duration interval() {
        return Duration.ofMillis(takeover.toMillis() / MISSED);
    }

    /** Beats, checks that writes can be recorded, and remembers the reason if not. */
    void tryToBeat() {
        try {
            beat();
            requireRecordable();
            if (trouble != null) {
                LOG.info("writes can be recorded again");
            }
            trouble = null;
        } catch (LedgerException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(trouble)) {
                LOG.warn("nothing is sent until it can be recorded: {}", why);
            }
            trouble = why;
        }
    }

    /**
     * Others may have seen a beat long before its answer is here, so it counts from when it was sent.
     *
     * @throws LedgerException if it is not recorded, or the heart was stopped
     */
    void beat() {
        if (stopped) {
            throw new LedgerException("the ledger is closed", new RejectedExecutionException("closed"));
        }
        long begun = ticker.read();
        database.inHeartbeat(sql -> sql.update(
                "INSERT INTO kdp_gateway (id, beat) VALUES (?, 1)"
                        + " ON CONFLICT (id) DO UPDATE SET beat = kdp_gateway.beat + 1",
                id));
        if (isSilent()) {
            beats.restart();
        }
        if (ticker.read() - lastBeat >= takeover.toNanos()) {
            pauses.incrementAndGet();
        }
        lastBeat = begun;
    }

    /** Returns how often this gateway was silent for so long that others may have taken its claims over. */
    int pauses() {
        return pauses.get();
    }

    /** Whether other gateways may take this one for dead. */
    private boolean isSilent() {
        return ticker.read() - lastBeat > takeover.toNanos();
    }

    /** Returns whether other gateways may take claims over at once. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether other gateways certainly take this one for alive; with half of the time to spare for a request on its way. */
    boolean isLeased() {
        return ticker.read() - lastBeat <= takeover.toNanos() / 2;
    }

    /** A statement without effect that waits for the same locks as a claim. */
    private void requireRecordable() {
        database.requireThere();
        database.inHeartbeat(sql -> sql.update("DELETE FROM kdp_write WHERE 1 = 0"));
    }

    /** Returns why writes cannot be recorded; empty if they can. */
    Optional<String> trouble() {
        String known = trouble;
        if (known == null && isSilent()) {
            return Optional.of("the database has not answered for " + takeover);
        }
        return Optional.ofNullable(known);
    }

    /**
     * Judges whether a gateway is alive. While this one could not beat, nothing is known of the others: the database
     * may have been away for all.
     *
     * @param beat its count; null if it has no row
     */
    Life judge(String gateway, @Nullable Long beat) {
        return beat != null && isSilent() ? Life.UNCLEAR : beats.judge(gateway, beat);
    }

    /** Returns whether a gateway is dead, and deletes its row if so; one that beat just now is alive. */
    boolean isDead(Session sql, String gateway, @Nullable Long beat) {
        return judge(gateway, beat) == Life.DEAD
                && (beat == null
                        || sql.update("DELETE FROM kdp_gateway WHERE id = ? AND beat = ?", gateway, beat) == 1);
    }

    /** Deletes the rows of dead gateways: a killed one cannot do so itself. */
    void forgetDead() {
        try {
            Map<String, Long> counted = new HashMap<>();
            database.inTransaction(sql -> sql.handle()
                            .createQuery("SELECT id, beat FROM kdp_gateway")
                            .map((row, context) -> Map.entry(row.getString("id"), row.getLong("beat")))
                            .list())
                    .forEach(gateway -> counted.put(gateway.getKey(), gateway.getValue()));
            beats.retain(counted.keySet());
            counted.remove(id);
            counted.forEach((gateway, beat) -> database.inTransaction(sql -> isDead(sql, gateway, beat)));
        } catch (LedgerException e) {
            LOG.debug("dead gateways are still counted: {}", e.getMessage());
        }
    }

    /** Deletes all rows; for a file, which no other gateway uses. */
    void forgetOthers() {
        database.inTransaction(sql -> sql.update("DELETE FROM kdp_gateway"));
    }

    /** Ends the leases of this gateway's claims: nothing is to be sent for them any longer. */
    void stop() {
        stopped = true;
    }

    /** Deletes this gateway's row, after which other gateways take its claims over at once. */
    void leave() {
        try {
            database.inTransaction(sql -> sql.update("DELETE FROM kdp_gateway WHERE id = ?", id));
        } catch (LedgerException e) {
            LOG.warn("the other gateways have to find out that this one is gone: {}", e.getMessage());
        }
    }
}
