package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedAct;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The freezes of accounts. Each account has a row, frozen or not: a move begins under its lock, so that a freeze misses no
 * move that begins at the same time. It is locked before the route of any unit.
 */
final class StoredFreeze {
    static final String ONE =
            "SELECT who, via, reason, evidence, since FROM kdp_freeze WHERE reseller = :reseller AND who IS NOT NULL";
    private static final String LOCK = "INSERT INTO kdp_freeze (reseller) VALUES (?)"
            + " ON CONFLICT (reseller) DO UPDATE SET reseller = excluded.reseller";
    private static final String SET =
            "UPDATE kdp_freeze SET who = ?, via = ?, reason = ?, evidence = ?, since = ? WHERE reseller = ?";
    /** The time of the end stays, for the next freeze. */
    private static final String CLEAR = "UPDATE kdp_freeze SET who = NULL, since = ? WHERE reseller = ?";

    static final String LAST = "SELECT since FROM kdp_freeze WHERE reseller = :reseller AND since IS NOT NULL";

    private StoredFreeze() {}

    static Optional<Freeze> find(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(ONE)
                .bind("reseller", reseller.value())
                .map((row, context) -> new Freeze(StoredMove.cause(row), Instant.ofEpochMilli(row.getLong("since"))))
                .findOne();
    }

    /** Locks the account until the transaction ends. */
    static @Nullable Freeze lock(Session sql, ResellerId reseller) {
        sql.update(LOCK, reseller.value());
        return find(sql, reseller).orElse(null);
    }

    /** Returns when the last freeze began, or ended if it is over. */
    private static @Nullable Instant last(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(LAST)
                .bind("reseller", reseller.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong("since")))
                .findOne()
                .orElse(null);
    }

    /** Returns whether the freeze is in force; it is not if an earlier one stays. */
    static boolean begin(Session sql, ResellerId reseller, Predicate<Freeze> stays, Cause cause, Instant now) {
        Freeze before = lock(sql, reseller);
        if (before != null && stays.test(before)) {
            return false;
        }
        Freeze freeze = Freeze.after(last(sql, reseller), cause, now);
        sql.update(
                SET,
                cause.who(),
                cause.via().name(),
                cause.reason(),
                cause.evidence(),
                freeze.since().toEpochMilli(),
                reseller.value());
        StoredAct.add(sql, reseller, LoggedAct.of(LoggedAct.Kind.FREEZE, "", cause, "", freeze.since()));
        return true;
    }

    /** Returns whether the freeze is over; it is not if another one is in force. */
    static boolean end(Session sql, ResellerId reseller, Instant since, Cause cause, Instant now) {
        Freeze freeze = lock(sql, reseller);
        if (freeze == null || !freeze.since().equals(since)) {
            return false;
        }
        Instant end = freeze.end(now);
        LoggedAct act = StoredAct.add(sql, reseller, LoggedAct.of(LoggedAct.Kind.UNFREEZE, "", cause, "", end));
        sql.update(CLEAR, act.at().toEpochMilli(), reseller.value());
        return true;
    }
}
