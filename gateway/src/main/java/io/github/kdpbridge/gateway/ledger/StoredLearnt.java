package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Enums;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.LearntAssumptions;
import io.github.kdpbridge.core.migration.shadow.LearntCodes;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What pairs of answers taught, a row for each value of a subject. Several gateways add to a row. */
final class StoredLearnt {
    private static final int MOST_VALUES = 20;
    private static final String FACT = "FACT";
    private static final String ROW = "ROW";
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
        learnt.facts().evidence().forEach((fact, evidence) -> put(rows, FACT, fact, evidence));
        learnt.assumptions().evidence().forEach((assumption, evidence) -> put(rows, ROW, assumption, evidence));
        put(rows, CODE, learnt.codes().codes());
        put(rows, STATUS, learnt.codes().httpStatuses());
        rows.values().forEach(row -> add(sql, reseller.value(), row));
    }

    private static void put(Map<String, Row> rows, String kind, Enum<?> subject, Evidence evidence) {
        put(rows, new Row(kind, subject.name(), YES, evidence.yes()));
        put(rows, new Row(kind, subject.name(), NO, evidence.no()));
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
        return new Learnt(
                new PortalFacts(evidence(rows, FACT, PortalFact.class)),
                new LearntCodes(counts(rows, CODE), counts(rows, STATUS)),
                new LearntAssumptions(evidence(rows, ROW, Assumption.class)));
    }

    private static <E extends Enum<E>> Map<E, Evidence> evidence(List<Row> rows, String kind, Class<E> subjects) {
        Map<E, Evidence> evidence = new EnumMap<>(subjects);
        for (Row row : rows) {
            E subject = Enums.getIfPresent(subjects, row.subject()).orNull();
            if (row.kind().equals(kind) && subject != null) {
                boolean isYes = row.value().equals(YES);
                evidence.merge(
                        subject,
                        new Evidence(isYes ? row.seen() : 0, isYes ? 0 : row.seen()),
                        (one, other) -> new Evidence(one.yes() + other.yes(), one.no() + other.no()));
            }
        }
        return evidence;
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
