package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Alike;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import io.github.kdpbridge.core.migration.LoggedAct;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No question of a caller makes the database look at more rows than it is about, however large the ledger is. */
@Tag("one-jdk")
class PlanTest {
    /** The most recent writes, which an index finds, in the question for one of the same content. */
    private static final String TEN_THOUSAND = "SCAN recent";
    /** The units that are asked for, and rows that an index has found. */
    private static final Pattern FOUND =
            Pattern.compile("SCAN (CONSTANT ROW|\\d+ CONSTANT ROWS|a|c|k|found|g|t|\\(subquery-\\d+\\))");

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("key", "0"),
            Map.entry("origin", "0"),
            Map.entry("reseller", "0"),
            Map.entry("from", 0L),
            Map.entry("until", 1L),
            Map.entry("content", "0"),
            Map.entry("id", "0"),
            Map.entry("name", "0"),
            Map.entry("after", ""),
            Map.entry("before", 1L),
            Map.entry("most", 1),
            Map.entry("unit", "0"),
            Map.entry("operation", "devices"),
            Map.entry("since", 0L),
            Map.entry("least", 20),
            Map.entry("generation", 1),
            Map.entry("text", "%a%"),
            Map.entry("json", "%a%"),
            Map.entry("size", 10),
            Map.entry("enough", 200),
            Map.entry("past", 0L),
            Map.entry("path", "message"),
            Map.entry("kind", "TEXT"));
    private static final ActFilter SOME_ACTS = new ActFilter("a", Set.of(LoggedAct.Kind.FREEZE), Instant.EPOCH);
    private static final DifferenceFilter NARROW =
            new DifferenceFilter(Which.OPEN, "a", new Alike("devices", "message", "text"));

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of(EntryReader.WRITES, "id"),
                Arguments.of(StoredSide.OF_WRITE, "id"),
                Arguments.of(StoredSide.OF_NAME, "name"),
                Arguments.of(EntryReader.STEPS, "kdp_write_origin"),
                Arguments.of(EntryReader.DELETIONS, "kdp_write_deletion"),
                Arguments.of(EntryReader.OPEN_WRITES, "kdp_write_open"),
                Arguments.of(EntryReader.SAME_CONTENT, "kdp_write_changed_at"),
                Arguments.of(UploadNames.FIND, "device_key"),
                Arguments.of(Holders.ABANDONED, "kdp_write_open"),
                Arguments.of(EntryReader.FORGOTTEN_PARTS, "name"),
                Arguments.of(Pruning.OLD, "kdp_write_changed_at"),
                Arguments.of(Pruning.STEPS, "kdp_write_origin"),
                Arguments.of(Pruning.SIDE, "unit"),
                Arguments.of(SqlDrain.UNSETTLED, "kdp_write_unsettled"),
                Arguments.of(SqlEvidence.COUNTS, "kdp_write_unsettled"),
                Arguments.of(SqlEvidence.COUNTS, "kdp_write_completed"),
                Arguments.of(SqlEvidence.OF_ACCOUNT, "kdp_write_unsettled"),
                Arguments.of(SqlEvidence.SENT, "kdp_write_unsettled"),
                Arguments.of(SqlEvidence.OLDEST, "kdp_write_unsettled"),
                Arguments.of(SqlEvidence.USUAL, "kdp_write_completed"),
                Arguments.of(Unfinished.IDS, "kdp_write_unsettled"),
                Arguments.of(StoredRoute.ONE, "unit"),
                Arguments.of(SqlRoutes.ALL, "kdp_route_reseller"),
                Arguments.of(SqlRoutes.CENSUS, "kdp_route_reseller"),
                Arguments.of(SqlRoutes.CHANGED, "kdp_route_reseller"),
                Arguments.of(SqlRoutes.MOVING, "kdp_route_reseller"),
                Arguments.of(SqlDrain.UNREAD, "name"),
                Arguments.of(StoredMove.LAST, "unit"),
                Arguments.of(StoredMove.LOG, "kdp_route_reseller"),
                Arguments.of(StoredMove.OF_UNITS, "unit"),
                Arguments.of(StoredMove.RECENT, "unit"),
                Arguments.of(StoredMove.RETURNS, "kdp_route_reseller"),
                Arguments.of(StoredAct.ONE, "id"),
                Arguments.of(StoredAct.LAST, "kdp_act_reseller"),
                Arguments.of(StoredAct.count(ActFilter.ALL), "kdp_act_reseller"),
                Arguments.of(StoredAct.part(ActFilter.ALL), "kdp_act_reseller"),
                Arguments.of(StoredAct.count(SOME_ACTS), "kdp_act_reseller"),
                Arguments.of(StoredAct.part(SOME_ACTS), "kdp_act_reseller"),
                Arguments.of(StoredMove.count(true), "kdp_route_reseller"),
                Arguments.of(StoredMove.part(true), "kdp_route_reseller"),
                Arguments.of(StoredRoute.VERSION, "kdp_route_reseller"),
                Arguments.of(SqlEvidence.ACTIVITY, "kdp_write_completed"),
                Arguments.of(SqlEvidence.ACTIVITY, "kdp_write_unsettled"),
                Arguments.of(StoredFreeze.ONE, "reseller"),
                Arguments.of(StoredFreeze.LAST, "reseller"),
                Arguments.of(StoredParity.COUNTS, "unit"),
                Arguments.of(StoredParity.RULES, "unit"),
                Arguments.of(StoredParity.SUMS, "unit"),
                Arguments.of(StoredParity.OF_UNIT, "unit"),
                Arguments.of(StoredParity.COMPARED, "unit"),
                Arguments.of(StoredFinding.VERSION, "kdp_difference_state"),
                Arguments.of(StoredDifferences.OPEN, "kdp_difference_state"),
                Arguments.of(StoredDifferences.OPEN_OF_UNITS, "kdp_difference_state"),
                Arguments.of(StoredDifferences.ONE, "id"),
                Arguments.of(StoredDifferences.count(DifferenceFilter.ALL), "kdp_difference"),
                Arguments.of(StoredDifferences.part(DifferenceFilter.ALL), "kdp_difference"),
                Arguments.of(StoredDifferences.countOfGroups(DifferenceFilter.ALL), "kdp_difference"),
                Arguments.of(StoredDifferences.groups(DifferenceFilter.ALL), "kdp_difference"),
                Arguments.of(StoredDifferences.count(NARROW), "kdp_difference"),
                Arguments.of(StoredDifferences.part(NARROW), "kdp_difference_place"),
                Arguments.of(StoredDifferences.groups(NARROW), "kdp_difference"),
                Arguments.of(StoredFinding.ONE, "id"),
                Arguments.of(StoredFinding.ACCEPTED, "kdp_difference_"),
                Arguments.of(StoredLearnt.ALL, "reseller"),
                Arguments.of(UnitWrites.UPLOADS, "kdp_write_completed"),
                Arguments.of(UnitWrites.UNSETTLED_OF_UNIT, "kdp_write_unsettled"),
                Arguments.of(UnitWrites.UNSETTLED_OF_ACCOUNT, "kdp_write_unsettled"),
                Arguments.of(UnitWrites.SINCE_OF_UNIT, "kdp_write_changed_at"),
                Arguments.of(UnitWrites.SINCE_OF_ACCOUNT, "kdp_write_changed_at"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void sqlite_findsByAnIndex(String query, String index) {
        try (Database database = Database.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))) {
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", query, "detail"))
                    .noneMatch(line -> line.startsWith("SCAN")
                            && !line.equals(TEN_THOUSAND)
                            && !FOUND.matcher(line).matches())
                    .anyMatch(line -> line.startsWith("SEARCH") && line.contains(index));
        }
    }

    /** They are asked for every few seconds, also of a ledger of millions. */
    @Test
    void sqlite_countsByAnIndex() {
        try (Database database = Database.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))) {
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", EntryReader.OPEN, "detail"))
                    .containsExactly("SCAN kdp_write USING INDEX kdp_write_open");
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", EntryReader.OLDEST, "detail"))
                    .containsExactly("SEARCH kdp_write USING COVERING INDEX kdp_write_changed_at");
            for (String query :
                    List.of(StoredFinding.VERSION, StoredDifferences.OPEN, StoredDifferences.OPEN_OF_UNITS)) {
                assertThat(plan(database, "EXPLAIN QUERY PLAN ", query, "detail"))
                        .as("each second, or for each look at a screen")
                        .anyMatch(line -> line.startsWith("SEARCH d USING COVERING INDEX kdp_difference_state"));
            }
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", SqlEvidence.ACTIVITY, "detail"))
                    .filteredOn(line -> line.startsWith("SEARCH"))
                    .hasSize(7)
                    .allMatch(line -> line.startsWith("SEARCH w USING COVERING INDEX kdp_write_"));
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", SqlEvidence.SENT, "detail"))
                    .anyMatch(line -> line.startsWith("SEARCH w USING COVERING INDEX kdp_write_unsettled"));
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", SqlEvidence.COUNTS, "detail"))
                    .filteredOn(line -> line.startsWith("SEARCH w"))
                    .hasSize(5)
                    .filteredOn(line -> !line.startsWith("SEARCH w USING COVERING INDEX kdp_write_"))
                    .as("but the writes on generation 1 that may be in progress")
                    .containsExactly("SEARCH w USING INDEX kdp_write_unsettled (unit=? AND generation=?)");
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", SqlEvidence.OLDEST, "detail"))
                    .as("one row of each unit, without a sort")
                    .anyMatch(line -> line.contains("outcome=? AND changed_at>? AND changed_at<?"));
            assertThat(plan(database, "EXPLAIN QUERY PLAN ", DrivenMove.RUNNING, "detail"))
                    .hasSize(3)
                    .contains("SCAN r USING INDEX kdp_route_driven")
                    .filteredOn(line -> line.startsWith("SEARCH"))
                    .hasSize(2);
        }
    }

    @Test
    void postgresql_countsByAnIndex() {
        try (Database database = Database.open(postgresql.empty())) {
            assertThat(plan(database, "EXPLAIN ", EntryReader.OPEN, "QUERY PLAN"))
                    .anyMatch(line -> line.contains("kdp_write_open"));
            assertThat(plan(database, "EXPLAIN ", EntryReader.OLDEST, "QUERY PLAN"))
                    .anyMatch(line -> line.contains("kdp_write_changed_at"));
            assertThat(plan(database, "EXPLAIN ", DrivenMove.RUNNING, "QUERY PLAN"))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .anyMatch(line -> line.contains("kdp_route_driven"));
        }
    }

    /** With a name of fixed length, PostgreSQL would read the whole table for each claim. */
    @Test
    void postgresql_claimsWithoutReadingARow() {
        try (Database database = Database.open(postgresql.empty())) {
            assertThat(claims(database))
                    .allSatisfy(claim -> assertThat(planOfAClaim(database, claim))
                            .noneMatch(line -> line.contains("Seq Scan"))
                            .anyMatch(line -> line.contains("Index Only Scan using kdp_name_pkey"))
                            .anyMatch(line -> line.contains("Index Only Scan using kdp_write_pkey"))
                            .anyMatch(line -> line.contains("Index Scan using kdp_route_pkey on kdp_route r")));
            assertThat(planOfAClaim(database, NewClaims.PLAIN))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .anyMatch(line -> line.contains("Index Only Scan using kdp_write_pkey"));
        }
    }

    @Test
    void sqlite_claimsWithoutReadingARow() {
        try (Database database = Database.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))) {
            assertThat(planInAFile(database, RoutedClaims.fast(database)))
                    .noneMatch(line -> line.startsWith("SCAN") && !line.equals("SCAN CONSTANT ROW"))
                    .anyMatch(line -> line.startsWith("SEARCH kdp_name USING COVERING INDEX"))
                    .anyMatch(line -> line.startsWith("SEARCH kdp_write USING COVERING INDEX"))
                    .anyMatch(line -> line.startsWith("SEARCH r USING INDEX"));
            assertThat(planInAFile(database, NewClaims.PLAIN))
                    .noneMatch(line -> line.startsWith("SCAN") && !line.equals("SCAN CONSTANT ROW"))
                    .anyMatch(line -> line.startsWith("SEARCH kdp_write USING COVERING INDEX"));
        }
    }

    private static Stream<String> claims(Database database) {
        return Stream.of(RoutedClaims.fast(database), RoutedClaims.passing(database));
    }

    /** Returns the plan of a claim for any values, which the driver does not send before. */
    private static List<String> planOfAClaim(Database database, String claim) {
        return database.inTransaction(sql -> {
            sql.update("SET LOCAL enable_seqscan = off");
            sql.update("SET LOCAL plan_cache_mode = force_generic_plan");
            int values = (int) claim.chars().filter(letter -> letter == '?').count();
            String numbered = claim;
            for (int i = 1; i <= values; i++) {
                numbered = numbered.replaceFirst("\\?", "\\$" + i);
            }
            String types = "varchar, varchar, varchar, int, int, varchar, text, bytea, varchar, bigint, bigint"
                    + ", varchar".repeat(values - 11);
            sql.handle().execute("PREPARE claim (" + types + ") AS " + numbered);
            List<String> plan = sql.handle()
                    .createQuery("EXPLAIN EXECUTE claim (NULL" + ", NULL".repeat(values - 1) + ")")
                    .map((row, context) -> row.getString("QUERY PLAN"))
                    .list();
            sql.handle().execute("DEALLOCATE claim");
            return plan;
        });
    }

    private static List<String> planInAFile(Database database, String claim) {
        return database.inTransaction(sql -> {
            Query question = sql.handle().createQuery("EXPLAIN QUERY PLAN " + claim);
            int values = (int) claim.chars().filter(letter -> letter == '?').count();
            for (int i = 0; i < values; i++) {
                question.bind(i, "0");
            }
            return question.map((row, context) -> row.getString("detail")).list();
        });
    }

    /** An empty table would be read as a whole in any case. */
    @ParameterizedTest
    @MethodSource("queries")
    void postgresql_findsByAnIndex(String query, String index) {
        try (Database database = Database.open(postgresql.empty())) {
            assertThat(plan(database, "EXPLAIN ", query, "QUERY PLAN"))
                    .noneMatch(line -> line.contains("Seq Scan on kdp_"))
                    .anyMatch(line -> line.contains("Index") && line.contains(index));
        }
    }

    private static List<String> plan(Database database, String explain, String query, String column) {
        return database.inTransaction(sql -> {
            if (column.equals("QUERY PLAN")) {
                sql.update("SET LOCAL enable_seqscan = off");
            }
            Query question = sql.handle().createQuery(explain + query);
            question.define("keys", "'0'");
            question.define("units", "'0'");
            question.define("kinds", "'FREEZE'");
            question.define("asked", "('0', 0)");
            VALUES.forEach((name, value) -> {
                if (query.contains(":" + name)) {
                    question.bind(name, value);
                }
            });
            return question.map((row, context) -> row.getString(column)).list();
        });
    }
}
