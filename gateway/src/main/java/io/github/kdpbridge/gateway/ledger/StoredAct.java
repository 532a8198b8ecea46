package io.github.kdpbridge.gateway.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The log of acts that are no moves of one unit, a row for each. */
final class StoredAct {
    private static final String COLUMNS = "a.id, a.kind, a.subject, a.who, a.via, a.reason, a.evidence, a.result, a.at";
    static final String ONE = "SELECT " + COLUMNS + " FROM kdp_act a WHERE a.id = :id AND a.reseller = :reseller";
    static final String LAST = "SELECT a.at FROM kdp_act a WHERE a.reseller = :reseller ORDER BY a.at DESC LIMIT 1";
    private static final String OF_ACCOUNT = " FROM kdp_act a WHERE a.reseller = :reseller AND a.at >= :since";
    private static final String SEARCHED =
            SearchedText.inText("a.kind", "a.subject", "a.who", "a.via", "a.reason", "a.evidence", "a.result");
    private static final String ADD = "INSERT INTO kdp_act (id, reseller, kind, subject, who, via, reason, evidence,"
            + " result, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private StoredAct() {}

    /** Returns what was added. */
    @CanIgnoreReturnValue
    static LoggedAct add(Session sql, ResellerId reseller, LoggedAct made) {
        LoggedAct act = made.after(last(sql, reseller));
        sql.update(
                ADD,
                act.id(),
                reseller.value(),
                act.kind().name(),
                act.subject(),
                act.cause().who(),
                act.cause().via().name(),
                act.cause().reason(),
                act.cause().evidence(),
                act.result(),
                act.at().toEpochMilli());
        return act;
    }

    private static @Nullable Instant last(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(LAST)
                .bind("reseller", reseller.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong("at")))
                .findFirst()
                .orElse(null);
    }

    private static String found(ActFilter filter) {
        return OF_ACCOUNT
                + (filter.kinds().isEmpty() ? "" : " AND a.kind IN (<kinds>)")
                + (filter.text().isEmpty() ? "" : SEARCHED);
    }

    static String count(ActFilter filter) {
        return "SELECT COUNT(*)" + found(filter);
    }

    static String part(ActFilter filter) {
        return "SELECT " + COLUMNS + found(filter) + " ORDER BY a.at DESC, a.id DESC LIMIT :size OFFSET :before";
    }

    static Part<LoggedAct> part(Session sql, ResellerId reseller, ActFilter filter, Cut cut) {
        long total =
                asked(sql, count(filter), reseller, filter).mapTo(Long.class).one();
        Cut within = cut.within(total);
        List<LoggedAct> rows = asked(sql, part(filter), reseller, filter)
                .bind("size", within.size())
                .bind("before", within.before())
                .map((row, context) -> read(row))
                .list();
        return new Part<>(rows, total, within.number());
    }

    private static Query asked(Session sql, String text, ResellerId reseller, ActFilter filter) {
        Query query = sql.handle()
                .createQuery(text)
                .bind("reseller", reseller.value())
                .bind("since", filter.since().toEpochMilli());
        if (!filter.kinds().isEmpty()) {
            query.bindList("kinds", filter.kinds().stream().map(Kind::name).toList());
        }
        if (!filter.text().isEmpty()) {
            SearchedText.bindText(query, filter.text());
        }
        return query;
    }

    static Optional<LoggedAct> find(Session sql, ResellerId reseller, String id) {
        return sql.handle()
                .createQuery(ONE)
                .bind("id", id)
                .bind("reseller", reseller.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static LoggedAct read(ResultSet row) throws SQLException {
        String stored = row.getString("kind");
        Optional<Kind> kind = LaterVersion.find(Kind.class, stored);
        return new LoggedAct(
                row.getString("id"),
                kind.orElse(Kind.UNKNOWN),
                row.getString("subject"),
                StoredMove.cause(row, kind.isPresent() ? "" : stored),
                row.getString("result"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
