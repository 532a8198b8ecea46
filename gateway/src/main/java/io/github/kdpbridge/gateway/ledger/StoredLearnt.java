package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Enums;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.LearntCodes;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What pairs of answers taught, a row for each value of a subject. Several gateways add to a row. */
final class StoredLearnt {
    private static final int MOST_VALUES = 20;
    private static final String FACT = "FACT";
    private static final String CODE = "CODE";
    private static final String STATUS = "STATUS";
    private static final String YES = "yes";
    private static final String NO = "no";

    static final String ALL = "SELECT kind, subject, value, seen FROM kdp_learnt WHERE reseller = :reseller";
    private static final String ADD = "INSERT INTO kdp_learnt (reseller, kind, subject, value, seen)"
            + " SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM kdp_learnt WHERE reseller = ? AND kind = ?"
            + " AND subject = ? AND value = ?) OR (SELECT COUNT(*) FROM kdp_learnt WHERE reseller = ? AND kind = ?"
            + " AND subject = ?) < " + MOST_VALUES
            + " ON CONFLICT (reseller, kind, subject, value) DO UPDATE SET seen = kdp_learnt.seen + excluded.seen";

    private StoredLearnt() {}

    private record Row(String kind, String subject, String value, long seen) {}

    /** The order of the rows is one for all gateways. */
    static void add(Session sql, ResellerId reseller, Learnt learnt) {
        Map<String, Row> rows = new TreeMap<>();
        learnt.facts().evidence().forEach((fact, evidence) -> {
            put(rows, new Row(FACT, fact.name(), YES, evidence.yes()));
            put(rows, new Row(FACT, fact.name(), NO, evidence.no()));
        });
        put(rows, CODE, learnt.codes().codes());
        put(rows, STATUS, learnt.codes().httpStatuses());
        rows.values().forEach(row -> add(sql, reseller.value(), row));
    }

    private static void put(Map<String, Row> rows, String kind, Map<Condition, Map<String, Long>> counts) {
        counts.forEach((condition, values) ->
                values.forEach((value, seen) -> put(rows, new Row(kind, condition.name(), value, seen))));
    }

    private static void put(Map<String, Row> rows, Row row) {
        if (row.seen() > 0) {
            rows.put(String.join(" ", row.kind(), row.subject(), row.value()), row);
        }
    }

    private static void add(Session sql, String reseller, Row row) {
        sql.update(
                ADD,
                reseller,
                row.kind(),
                row.subject(),
                row.value(),
                row.seen(),
                reseller,
                row.kind(),
                row.subject(),
                row.value(),
                reseller,
                row.kind(),
                row.subject());
    }

    /** A row of a subject that only a later version knows is left out. */
    static Learnt of(Session sql, ResellerId reseller) {
        List<Row> rows = sql.handle()
                .createQuery(ALL)
                .bind("reseller", reseller.value())
                .map((row, context) -> new Row(
                        row.getString("kind"), row.getString("subject"), row.getString("value"), row.getLong("seen")))
                .list();
        return new Learnt(facts(rows), new LearntCodes(counts(rows, CODE), counts(rows, STATUS)));
    }

    private static PortalFacts facts(List<Row> rows) {
        PortalFacts facts = PortalFacts.none();
        for (Row row : rows) {
            PortalFact fact =
                    Enums.getIfPresent(PortalFact.class, row.subject()).orNull();
            if (row.kind().equals(FACT) && fact != null) {
                boolean isYes = row.value().equals(YES);
                facts = facts.plus(new PortalFacts(
                        Map.of(fact, new PortalFacts.Evidence(isYes ? row.seen() : 0, isYes ? 0 : row.seen()))));
            }
        }
        return facts;
    }

    private static Map<Condition, Map<String, Long>> counts(List<Row> rows, String kind) {
        Map<Condition, Map<String, Long>> counts = new EnumMap<>(Condition.class);
        for (Row row : rows) {
            Condition condition =
                    Enums.getIfPresent(Condition.class, row.subject()).orNull();
            if (row.kind().equals(kind) && condition != null) {
                counts.computeIfAbsent(condition, unused -> new HashMap<>()).put(row.value(), row.seen());
            }
        }
        return counts;
    }
}
