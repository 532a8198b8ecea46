package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The log of acts that are no moves of one unit, a row for each. */
final class StoredAct {
    static final String ALL = "SELECT a.id, a.kind, a.subject, a.who, a.via, a.reason, a.evidence, a.result, a.at"
            + " FROM kdp_act a WHERE a.reseller = :reseller ORDER BY a.at, a.id";
    private static final String ADD = "INSERT INTO kdp_act (id, reseller, kind, subject, who, via, reason, evidence,"
            + " result, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private StoredAct() {}

    /** Returns what was added. */
    @CanIgnoreReturnValue
    static LoggedAct add(Session sql, ResellerId reseller, LoggedAct act) {
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

    /** Returns the acts on an account: judgements of its differences, or all others. */
    static List<LoggedAct> all(Session sql, ResellerId reseller, boolean areJudgements) {
        return sql
                .handle()
                .createQuery(ALL)
                .bind("reseller", reseller.value())
                .map((row, context) -> read(row))
                .stream()
                .filter(act -> (act.kind() == Kind.ACCEPT || act.kind() == Kind.REOPEN) == areJudgements)
                .collect(ImmutableList.toImmutableList());
    }

    private static LoggedAct read(ResultSet row) throws SQLException {
        return new LoggedAct(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                StoredMove.cause(row),
                row.getString("result"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
