package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old entries in small steps, between which other work gets its turn. Open writes are never deleted. A write
 * and its parts go together, because a remainder would be misread.
 */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    /** Keeps the wait of a claim short, also if each entry has very many devices. */
    private static final int AT_ONCE = 100;
    /** How long the name of an upload in parts is kept after the rest of it. */
    static final Duration NAMES = Duration.ofDays(10 * 365);

    static final String OLD = "SELECT w.id, w.changed_at FROM kdp_write w WHERE w.changed_at >= :from"
            + " AND (w.changed_at, w.id) > (:from, :after) AND w.changed_at < :before AND w.outcome <> 'OPEN'"
            + " AND (w.origin IS NULL OR NOT EXISTS (SELECT 1 FROM kdp_write o WHERE o.id = w.origin))"
            + " ORDER BY w.changed_at, w.id LIMIT :most";
    static final String STEPS = "SELECT id, part, outcome, changed_at FROM kdp_write WHERE origin = :id";

    static final String SIDE = "SELECT w.generation FROM kdp_write w WHERE w.id = :id AND w.unit IS NOT NULL"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_route r WHERE r.unit = w.unit AND r.phase = 'DONE')";

    /** Callers may invent customers: a unit that never moved, has no write, and was first seen long ago. */
    private static final String IS_UNTOUCHED = " r.epoch = 0 AND r.kind <> 'ACCOUNT'"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_write w WHERE w.unit = r.unit AND w.unit IS NOT NULL AND w.completed_at IS NULL)"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_write w WHERE w.unit = r.unit AND w.completed_at IS NOT NULL)"
            + " AND NOT EXISTS (SELECT 1 FROM kdp_difference d WHERE d.unit = r.unit)";

    static final String UNTOUCHED = "SELECT r.unit FROM kdp_route r WHERE r.changed_at < :before AND" + IS_UNTOUCHED
            + " ORDER BY r.unit LIMIT :most";
    private static final String FORGET_UNIT = "DELETE FROM kdp_route AS r WHERE r.unit = ? AND" + IS_UNTOUCHED;

    private static final String FORGET = "DELETE FROM kdp_write WHERE id = ? AND outcome <> 'OPEN' AND changed_at < ?";
    private static final String FORGET_STEP = "DELETE FROM kdp_write WHERE id = ?";
    private static final String KEEP_NAME = "INSERT INTO kdp_forgotten_parts (name, forgotten_at) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET forgotten_at = excluded.forgotten_at";
    private static final String FORGET_NAMES = "DELETE FROM kdp_forgotten_parts WHERE name IN (SELECT name FROM"
            + " kdp_forgotten_parts WHERE forgotten_at < ? LIMIT ?)";
    private static final String FORGET_IDENTIFIERS =
            "DELETE FROM kdp_uploaded_as WHERE (reseller, device_key) IN (SELECT reseller, device_key FROM"
                    + " kdp_uploaded_as WHERE changed_at < ? LIMIT ?)";

    private final Database database;
    private final Duration retention;
    private final Clock steady;
    private final LongSupplier now;

    /**
     * Creates a pruning.
     *
     * @param steady the ledger's clock
     * @param now the time of the database, or of the system, in milliseconds since 1970
     */
    Pruning(Database database, Duration retention, Clock steady, LongSupplier now) {
        this.database = database;
        this.retention = retention;
        this.steady = steady;
        this.now = now;
    }

    private record Place(long changedAt, String id) {}

    private record Step(String id, boolean isPart, boolean isDone) {}

    /** Deletes only what is old by both clocks, because one may have been set. */
    void prune() {
        try {
            long today = Math.min(steady.millis(), now.getAsLong());
            long before = today - retention.toMillis();
            pruneUnits(before);
            Place last = new Place(Long.MIN_VALUE, "");
            while (!Thread.currentThread().isInterrupted()) {
                Place from = last;
                List<Place> old = database.inTransaction(sql -> prune(sql, from, before, today));
                if (old.size() < AT_ONCE) {
                    break;
                }
                last = old.get(old.size() - 1);
            }
            pruneAll(FORGET_IDENTIFIERS, before);
            pruneAll(FORGET_NAMES, today - NAMES.toMillis());
        } catch (LedgerException e) {
            LOG.warn("entries older than {} are not deleted yet: {}", retention, e.getMessage());
        }
    }

    /**
     * Forgets units that did nothing: at its next call, such a unit is seen for the first time again.
     */
    private void pruneUnits(long before) {
        int forgotten = AT_ONCE;
        while (forgotten == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            forgotten = database.<Integer>inTransaction(sql -> forgetUnits(sql, before));
        }
    }

    /** Looks again when the rows are locked: a claim that was recorded meanwhile keeps its unit, and a later one finds none. */
    private int forgetUnits(Session sql, long before) {
        return sql
                .handle()
                .createQuery(UNTOUCHED + database.locking("FOR UPDATE OF r"))
                .bind("before", before)
                .bind("most", AT_ONCE)
                .mapTo(String.class)
                .list()
                .stream()
                .mapToInt(unit -> sql.update(FORGET_UNIT, unit))
                .sum();
    }

    private static List<Place> prune(Session sql, Place from, long before, long today) {
        List<Place> old = sql.handle()
                .createQuery(OLD)
                .bind("from", from.changedAt())
                .bind("after", from.id())
                .bind("before", before)
                .bind("most", AT_ONCE)
                .map((row, context) -> new Place(row.getLong("changed_at"), row.getString("id")))
                .list();
        old.forEach(write -> forget(sql, write.id(), before, today));
        return old;
    }

    /** Deletes the main row first: a concurrent claim waits for it, and then finds nothing. */
    private static void forget(Session sql, String id, long before, long today) {
        List<Step> steps = steps(sql, id, before);
        Optional<Integer> side = side(sql, id);
        if (!steps.stream().allMatch(Step::isDone) || sql.update(FORGET, id, before) == 0) {
            return;
        }
        keepSide(sql, id, side, today);
        steps.forEach(step -> {
            keepSide(sql, step.id(), side(sql, step.id()), today);
            sql.update(FORGET_STEP, step.id());
        });
        if (steps.stream().anyMatch(Step::isPart)) {
            sql.update(KEEP_NAME, nameOf(id), today);
        }
    }

    /** Returns the side that the transaction id of a write has to keep; empty if the write's unit cannot move. */
    private static Optional<Integer> side(Session sql, String id) {
        return sql.handle()
                .createQuery(SIDE)
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne();
    }

    private static void keepSide(Session sql, String id, Optional<Integer> side, long today) {
        side.ifPresent(generation -> sql.update(StoredSide.PIN, nameOf(id), generation, today));
    }

    private static String nameOf(String id) {
        return id.substring(0, id.length() / 2);
    }

    private static List<Step> steps(Session sql, String id, long before) {
        List<Step> all = new ArrayList<>();
        List<Step> direct = sql.handle()
                .createQuery(STEPS)
                .bind("id", id)
                .map((row, context) -> new Step(
                        row.getString("id"),
                        row.getInt("part") > 0,
                        !row.getString("outcome").equals("OPEN") && row.getLong("changed_at") < before))
                .list();
        for (Step step : direct) {
            all.add(step);
            all.addAll(steps(sql, step.id(), before));
        }
        return all;
    }

    private void pruneAll(String statement, long before) {
        int forgotten = AT_ONCE;
        while (forgotten == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            forgotten = database.<Integer>inTransaction(sql -> sql.update(statement, before, AT_ONCE));
        }
    }
}
