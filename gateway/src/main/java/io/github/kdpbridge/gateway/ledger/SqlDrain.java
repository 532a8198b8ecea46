package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds the writes that hold up a move.
 *
 * @param clock the ledger's clock
 * @param limits how long those of an account do
 */
record SqlDrain(Clock clock, Function<ResellerId, DrainLimits> limits) implements Drain {
    private static final int NAME = 32;

    /** The outcomes of writes that may be in progress. */
    static final ImmutableSet<StoredAnswer.Kind> IN_PROGRESS =
            Sets.immutableEnumSet(StoredAnswer.Kind.ACCEPTED, StoredAnswer.Kind.CONTESTED);

    /**
     * Whether the write {@code w} is complete or not by itself: one that was sent in steps is complete when they are. A
     * count, because PostgreSQL may answer {@code NOT EXISTS} by reading the whole table once.
     */
    static final String HAS_NO_STEPS = "(SELECT COUNT(*) FROM kdp_write s WHERE s.origin = w.id) = 0";

    static final String MAY_ARRIVE = "w.outcome = 'ABSENT' AND w.changed_at > :from";

    /** Whether only a later version knows the outcome of the write {@code w}. */
    private static final String IS_UNKNOWN = Arrays.stream(StoredAnswer.Kind.values())
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(", ", "w.outcome NOT IN (", ")"));

    /** The same as {@link #IS_UNSETTLED}, but also for one whose steps are complete: told by an index alone. */
    static final String MAY_BE_UNSETTLED = unsettled("");

    /** Whether the write {@code w} is open, may yet arrive, or is in progress, as far as this version knows. */
    static final String IS_UNSETTLED = unsettled(" AND " + HAS_NO_STEPS);

    static final String UNSETTLED = "SELECT 1 FROM kdp_write w WHERE w.unit = :unit AND w.generation = :generation AND "
            + IS_UNSETTLED + " LIMIT 1";

    /** The time of an account's last write whose customer cannot be read stands with its other ids without a write. */
    static final String UNREAD = "SELECT 1 FROM kdp_name WHERE name = :name AND noted_at > :from";

    private static String unsettled(String inProgress) {
        String accepted = IN_PROGRESS.stream()
                .map(outcome -> "'" + outcome + "'")
                .collect(Collectors.joining(", ", "w.outcome IN (", ")"));
        return "w.completed_at IS NULL AND (w.outcome = 'OPEN' OR " + IS_UNKNOWN + " OR (" + MAY_ARRIVE + ") OR ("
                + accepted + " AND w.changed_at > :before" + inProgress + "))";
    }

    @Override
    public boolean isDrained(Session sql, Unit unit, Generation side) {
        Query query =
                sql.handle().createQuery(UNSETTLED).bind("unit", unit.id()).bind("generation", StoredSide.write(side));
        return isEmpty(query, unit.reseller()) && (side == Generation.GEN2 || !mayUnreadArrive(sql, unit.reseller()));
    }

    static void passUnread(Session sql, ResellerId reseller, Instant now) {
        sql.update(StoredSide.PIN, unread(reseller), StoredSide.write(Generation.GEN1), now.toEpochMilli());
    }

    private boolean mayUnreadArrive(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(UNREAD)
                .bind("name", unread(reseller))
                .bind(
                        "from",
                        clock.millis() - limits.apply(reseller).quarantine().toMillis())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** A digest of another form than those of transaction ids. */
    private static String unread(ResellerId reseller) {
        return Unit.account(reseller).id().substring(0, NAME);
    }

    /** Returns whether a query with {@link #IS_UNSETTLED} finds nothing of an account. */
    boolean isEmpty(Query query, ResellerId reseller) {
        DrainLimits holding = limits.apply(reseller);
        return query.bind("from", clock.millis() - holding.quarantine().toMillis())
                .bind("before", clock.millis() - holding.settleWindow().toMillis())
                .mapTo(Integer.class)
                .findFirst()
                .isEmpty();
    }
}
