package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be late is on a thread that nothing else holds up. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@ExpectedLog("entries older than PT9600H are not deleted yet: the ledger's database cannot be used: .*")
class LedgerThreadsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration SHORT_FOR_A_POOL = Duration.ofMillis(300);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(10);
    /** Each that waits with the moment at which it began to. */
    private static final String WAITING = "SELECT substring(query, 1, 32) || query_start FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY query";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private static List<String> ask(Statement sql, String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    private static int beats(Statement sql) throws SQLException {
        return Integer.parseInt(
                ask(sql, "SELECT beat FROM kdp_gateway WHERE id <> 'dead'").get(0));
    }

    /** The count of a gateway that died is locked, and so is what there is to prune: both wait for that. */
    @Test
    void pruningAndWatchThatWait_holdUpNoBeat_norEachOther() throws Exception {
        LedgerStore.Postgresql given = postgresql.empty();
        LedgerStore.Postgresql store = new LedgerStore.Postgresql(
                given.url(), given.user(), given.password(), LedgerStore.STANDARD_RETENTION, SHORT);
        SqlLedger.withoutHeart(store, Ticker.systemTicker(), Clock.systemUTC()).close();
        postgresql.execute(store, "INSERT INTO kdp_gateway (id, beat) VALUES ('dead', 1)");
        try (Connection locks = DriverManager.getConnection(store.url());
                Statement lock = locks.createStatement();
                Connection looks = DriverManager.getConnection(store.url());
                Statement look = looks.createStatement();
                SqlLedger ledger = SqlLedger.open(store, Ticker.systemTicker(), Clock.systemUTC(), SHORT)) {
            locks.setAutoCommit(false);
            lock.execute("SELECT * FROM kdp_gateway WHERE id = 'dead' FOR UPDATE");
            lock.execute("LOCK TABLE kdp_uploaded_as IN SHARE MODE");

            boolean beaten = false;
            while (!beaten) {
                List<String> before = ask(look, WAITING);
                int beats = beats(look);
                while (before.size() == 2 && !beaten && ask(look, WAITING).equals(before)) {
                    beaten = beats(look) >= beats + 3;
                }
            }
            assertThat(ledger.trouble()).isEmpty();
            locks.rollback();
        }
    }

    /** Each stands for a claim that ends because its client is closed just before the ledger. */
    @Test
    void endsOfClaimsThatWaitForAThread_areRecordedBeforeTheDatabaseIsClosed() {
        int ends = 100; // more than there are threads
        LedgerStore.Postgresql store = postgresql.empty();
        Database database = Database.open(store);
        List<CompletionStage<Integer>> recorded = new ArrayList<>();
        for (int i = 0; i < ends; i++) {
            String gateway = "gateway-" + i;
            recorded.add(database.submitInAnyCase(sql -> {
                awaitClosing(database);
                return sql.update("INSERT INTO kdp_gateway (id, beat) VALUES (?, 1)", gateway);
            }));
        }

        database.close();

        assertThat(recorded).allSatisfy(end -> assertThat(end).isCompletedWithValue(1));
        try (Database again = Database.open(store)) {
            assertThat(again.<Integer>inTransaction(sql -> sql.handle()
                            .createQuery("SELECT COUNT(*) FROM kdp_gateway")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(ends);
        }
    }

    /** Questions are refused from then on. */
    private static void awaitClosing(Database database) {
        while (!database.ask("a question", () -> true).toCompletableFuture().isCompletedExceptionally()) {
            Thread.onSpinWait();
        }
    }

    /** Otherwise the last of many would wait for the time-outs of all before it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void claimsBehindThoseThatWaitForALock_areGivenUpWithThem(boolean ofNewIds) throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        Patience patience = new Patience(SHORT_FOR_A_POOL, LONG, LONG, SECOND, LONG);
        try (SqlLedger ledger = SqlLedger.withoutHeart(
                        store, patience, Ticker.systemTicker(), Clock.systemUTC(), Routing.NONE);
                Connection locks = DriverManager.getConnection(store.url());
                Statement lock = locks.createStatement()) {
            locks.setAutoCommit(false);
            lock.execute("LOCK TABLE kdp_write");
            List<CompletionStage<?>> claims = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                Entry entry = entry("PO-" + number);
                claims.add(ofNewIds ? ledger.claimNewAsync(entry, claim -> {}) : ledger.claimAsync(entry, claim -> {}));
            }

            List<Throwable> troubles = new ArrayList<>();
            for (CompletionStage<?> claim : claims) {
                troubles.add(claim.handle((given, trouble) -> Stages.cause(trouble))
                        .toCompletableFuture()
                        .join());
            }

            assertThat(troubles).hasOnlyElementsOfType(LedgerException.class);
            assertThat(troubles)
                    .extracting(Throwable::getMessage)
                    .filteredOn(("the ledger's database cannot be used:"
                            + " none of its 16 connections was free within PT0.3S")::equals)
                    .as("16 at a time wait for the lock; how many more reach it depends on the machine")
                    .hasSizeGreaterThan(50);
            locks.rollback();
            assertThat(ledger.claim(entry("PO-99")).right()).isEqualTo(Claim.Right.FIRST);
        }
    }

    private static Entry entry(String transaction) {
        return Entry.of(
                ResellerId.of("4680000925"),
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Instant.parse("2026-11-23T00:00:00Z"));
    }
}
