package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gateway.ledger.Beats.Life;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which writes a live gateway works on. Safe for use by many threads. */
final class Holders {
    private static final String HELD =
            "w.outcome, w.answer, w.owner, w.generation, w.changed_at, g.beat FROM kdp_write w"
                    + " LEFT JOIN kdp_gateway g ON g.id = w.owner WHERE ";
    static final String ABANDONED = "SELECT w.id, " + HELD + "w.outcome = 'OPEN' AND w.reseller = :reseller"
            + " ORDER BY CASE WHEN w.part > 0 THEN 0 WHEN w.origin IS NOT NULL THEN 1 ELSE 2 END, w.changed_at";

    private final Heart heart;
    private final String me;
    private final Set<String> mine;

    /**
     * Creates a judge.
     *
     * @param mine the ids of the writes that this process works on; not copied
     */
    Holders(Heart heart, Set<String> mine) {
        this.heart = heart;
        this.me = heart.id();
        this.mine = mine;
    }

    /**
     * The state of a write.
     *
     * @param owner the gateway that works on it; empty for none
     * @param side the side that it belongs to
     * @param since when it was last about to be sent
     * @param beat that gateway's count; null if it has no row
     */
    record Held(
            Outcome outcome,
            String owner,
            Generation side,
            Instant since,
            @Nullable Long beat) {
        private static Held read(ResultSet row) throws SQLException {
            long count = row.getLong("beat");
            Long beat = row.wasNull() ? null : count;
            String owner = row.getString("owner");
            Outcome outcome = StoredAnswer.read(row);
            return new Held(
                    outcome,
                    owner == null ? "" : owner,
                    StoredSide.read(row.getInt("generation")),
                    Instant.ofEpochMilli(row.getLong("changed_at")),
                    beat);
        }
    }

    /** Returns the state of a write; empty if it is not in the ledger. */
    Optional<Held> of(Session sql, String id) {
        return sql.handle()
                .createQuery("SELECT w.id, " + HELD + "w.id = :id")
                .bind("id", id)
                .map((row, context) -> Held.read(row))
                .findOne();
    }

    /** Returns whether this process may claim a write, on which it does not work yet. */
    boolean isFree(Session sql, Held held) {
        return held.owner().isEmpty() || held.owner().equals(me) || heart.isDead(sql, held.owner(), held.beat());
    }

    /** Returns a reseller's open writes that no live gateway works on, up to a limit. */
    List<String> abandoned(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(ABANDONED)
                .bind("reseller", reseller.value())
                .map((row, context) -> isAbandoned(row) ? Optional.of(row.getString("id")) : Optional.<String>empty())
                .withStream(ids -> ids.flatMap(Optional::stream)
                        .limit(Ledger.MOST_ABANDONED)
                        .toList());
    }

    private boolean isAbandoned(ResultSet row) throws SQLException {
        Held held = Held.read(row);
        return held.owner().equals(me)
                ? !mine.contains(row.getString("id"))
                : held.owner().isEmpty() || heart.judge(held.owner(), held.beat()) != Life.ALIVE;
    }
}
