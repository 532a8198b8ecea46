package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.testfixtures.TestClock;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("one-jdk")
@ExpectedLog("the clock says .*, but the newest write in the ledger is from .*: the gateway goes by the latter")
class PruningTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final TransactionId ORDER = TransactionId.of("PO-7");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(2);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private final TestClock system = TestClock.at(NOON);
    private final AtomicLong nanos = new AtomicLong();

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private SqlLedger open(Kind kind) {
        Ticker ticker = new Ticker() {
            @Override
            public long read() {
                return nanos.get();
            }
        };
        return SqlLedger.withoutHeart(store(kind), ticker, system);
    }

    private LedgerStore store(Kind kind) {
        if (kind == Kind.SQLITE) {
            return new LedgerStore.SqliteFile(folder.resolve("ledger.db"), RETENTION);
        }
        LedgerStore.Postgresql empty = postgresql.empty();
        return new LedgerStore.Postgresql(
                empty.url(), empty.user(), empty.password(), RETENTION, LedgerStore.STANDARD_TAKEOVER);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        system.pass(time);
    }

    /** By the clock of the ledger alone, because that of PostgreSQL cannot be set. */
    private static void prune(SqlLedger ledger) {
        new Pruning(ledger.database(), RETENTION, ledger.clock(), ledger.clock()::millis).prune();
    }

    private static void makeOlder(SqlLedger ledger, Duration by) {
        ledger.database()
                .<Integer>inTransaction(
                        sql -> sql.update("UPDATE kdp_write SET changed_at = changed_at - ?", by.toMillis()));
    }

    private static Entry upload(SqlLedger ledger, TransactionId transaction, Origin origin) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CustomerId.of("1200000321"), transaction)
                        .imeis(List.of("351800000000701"))
                        .build(),
                origin,
                ledger.clock().instant());
    }

    private static Entry accepted(SqlLedger ledger, TransactionId transaction, Origin origin) {
        Entry entry = upload(ledger, transaction, origin);
        ledger.claim(entry);
        ledger.settle(entry.id(), new Outcome.Accepted(new Receipt(transaction, TransactionState.PROGRESS)));
        return entry;
    }

    private static Entry inParts(SqlLedger ledger, Duration between, PruningTest test) {
        Entry whole = upload(ledger, ORDER, null);
        ledger.claim(whole);
        for (int part = 1; part <= 3; part++) {
            TransactionId name = part == 1 ? ORDER : TransactionId.of("PO-7-" + part + "of3");
            accepted(ledger, name, new Origin(whole.id(), part, 3));
            test.pass(between);
        }
        ledger.settle(whole.id(), new Outcome.Accepted(new Receipt(ORDER, TransactionState.PROGRESS)));
        return whole;
    }

    /** Its later parts are younger than it is: what was left would be taken for the whole. */
    @ParameterizedTest
    @EnumSource
    void uploadInParts_isForgottenAsAWhole(Kind kind) {
        try (SqlLedger ledger = open(kind)) {
            Entry whole = inParts(ledger, Duration.ofHours(12), this);

            pass(RETENTION.minusHours(30));
            prune(ledger);
            assertThat(ledger.writes(RESELLER, ORDER))
                    .as("its last part is young")
                    .hasSize(2);
            assertThat(ledger.steps(whole.id())).hasSize(3);
            assertThat(ledger.hasForgottenParts(RESELLER, ORDER)).isFalse();

            pass(RETENTION);
            prune(ledger);
            assertThat(ledger.writes(RESELLER, ORDER)).isEmpty();
            assertThat(ledger.steps(whole.id())).isEmpty();
            assertThat(ledger.hasForgottenParts(RESELLER, ORDER))
                    .as("a name stays")
                    .isTrue();
            assertThat(ledger.mayHaveForgotten(RESELLER, ORDER)).isTrue();

            pass(Pruning.NAMES);
            prune(ledger);
            assertThat(ledger.hasForgottenParts(RESELLER, ORDER)).isTrue();

            pass(Duration.ofMillis(1));
            prune(ledger);
            assertThat(ledger.hasForgottenParts(RESELLER, ORDER))
                    .as("after ten years")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void uploadWithAnOpenPart_isNotForgotten(Kind kind) {
        try (SqlLedger ledger = open(kind)) {
            Entry whole = accepted(ledger, ORDER, null);
            accepted(ledger, ORDER, new Origin(whole.id(), 1, 2));
            Entry open = upload(ledger, TransactionId.of("PO-7-2of2"), new Origin(whole.id(), 2, 2));
            ledger.claim(open);
            ledger.settle(open.id(), Outcome.open());
            pass(RETENTION.plusDays(1));

            prune(ledger);

            assertThat(ledger.steps(whole.id())).hasSize(2);
        }
    }

    /** The service knows it by its id, with all of its devices. */
    @ParameterizedTest
    @EnumSource
    void uploadInOnePiece_leavesNothing(Kind kind) {
        try (SqlLedger ledger = open(kind)) {
            accepted(ledger, ORDER, null);
            makeOlder(ledger, RETENTION.minusMinutes(1));
            ledger.pruning().prune();
            assertThat(ledger.writes(RESELLER, ORDER)).hasSize(1);

            makeOlder(ledger, Duration.ofMinutes(1).plusMillis(1));
            ledger.pruning().prune();
            assertThat(ledger.writes(RESELLER, ORDER)).isEmpty();
            assertThat(ledger.hasForgottenParts(RESELLER, ORDER)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyOldWrites_goWhileCallersAreServedBetween(Kind kind) {
        int old = 1_050;
        try (SqlLedger ledger = open(kind)) {
            long since = ledger.clock().millis();
            ledger.database().inTransaction(sql -> {
                sql.updateEach(
                        "INSERT INTO kdp_write (id, reseller, part, parts, request, outcome, changed_at)"
                                + " VALUES (?, '4680000925', 0, 0, '{}', 'ACCEPTED', ?)",
                        IntStream.range(0, old)
                                .mapToObj(i -> new Object[] {"old" + i, since + i / 300})
                                .toList());
                return null;
            });
            pass(RETENTION.plusDays(1));
            int served = 0;
            CompletableFuture<Void> pruning = CompletableFuture.runAsync(() -> prune(ledger));
            while (!pruning.isDone()) {
                accepted(ledger, TransactionId.of("PO-" + served++), null);
            }
            pruning.join();

            assertThat(served).isPositive();
            assertThat(ledger.database()
                            .<Integer>inTransaction(sql -> sql.handle()
                                    .createQuery("SELECT COUNT(*) FROM kdp_write WHERE id LIKE 'old%'")
                                    .mapTo(Integer.class)
                                    .one()))
                    .isZero();
        }
    }

    private static Stream<Arguments> tables() {
        Map<String, String> rows = ImmutableMap.of(
                "kdp_write",
                "(id, reseller, part, parts, request, outcome, changed_at)"
                        + " VALUES (?, '4680000925', 0, 0, '{}', 'ACCEPTED', ?)",
                "kdp_uploaded_as",
                "(device_key, reseller, type, identifier, changed_at) VALUES (?, '4680000925', 'SN', 'R28', ?)",
                "kdp_forgotten_parts",
                "(name, forgotten_at) VALUES (?, ?)");
        return Arrays.stream(Kind.values())
                .flatMap(kind -> rows.entrySet().stream().map(row -> Arguments.of(kind, row.getKey(), row.getValue())));
    }

    /** The first step is done for good, whatever becomes of the next: in one transaction, all others would wait. */
    @ParameterizedTest
    @MethodSource("tables")
    @ExpectedLog("entries older than PT48H are not deleted yet: .*made up.*")
    void manyOldRows_goInSteps(Kind kind, String table, String row) {
        int old = 250;
        try (SqlLedger ledger = open(kind)) {
            long since = ledger.clock().millis();
            ledger.database().inTransaction(sql -> {
                sql.updateEach(
                        "INSERT INTO " + table + row,
                        IntStream.range(0, old)
                                .mapToObj(i -> new Object[] {"old" + i, since})
                                .toList());
                return null;
            });
            keepLast(ledger, kind, table, 150);
            pass(RETENTION.plus(Pruning.NAMES).plusDays(1));

            prune(ledger);

            assertThat(count(ledger, table)).isEqualTo(150);
        }
    }

    /** Has the deletion of the last rows of a table fail. */
    private static void keepLast(SqlLedger ledger, Kind kind, String table, int rows) {
        String few = "(SELECT COUNT(*) FROM " + table + ") <= " + rows;
        String trigger = "CREATE TRIGGER keep_last BEFORE DELETE ON " + table + " FOR EACH ROW ";
        ledger.database().inTransaction(sql -> {
            if (kind == Kind.SQLITE) {
                sql.update(trigger + "WHEN " + few + " BEGIN SELECT RAISE(ABORT, 'made up'); END");
            } else {
                sql.update("CREATE FUNCTION keep_last() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF " + few
                        + " THEN RAISE EXCEPTION 'made up'; END IF; RETURN OLD; END $$");
                sql.update(trigger + "EXECUTE FUNCTION keep_last()");
            }
            return null;
        });
    }

    private static int count(SqlLedger ledger, String table) {
        return ledger.database()
                .<Integer>inTransaction(sql -> sql.handle()
                        .createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    /** Somebody sets the clock a year ahead. */
    @Test
    void clockThatIsSetAhead_doesNotEmptyTheLedger() {
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            accepted(ledger, ORDER, null);
            system.set(NOON.plus(Duration.ofDays(365)));

            ledger.pruning().prune();

            assertThat(ledger.writes(RESELLER, ORDER)).hasSize(1);
        }
    }

    /** A machine without a battery begins in 1970. */
    @Test
    void clockThatIsBehindTheLedgerAtTheStart_makesNoOldWrites() {
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            accepted(ledger, ORDER, null);
        }
        system.set(Instant.EPOCH);
        TransactionId next = TransactionId.of("PO-8");
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            accepted(ledger, next, null);
        }
        system.set(NOON.plusSeconds(7));
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            ledger.pruning().prune();

            assertThat(ledger.writes(RESELLER, next)).extracting(Entry::since).containsExactly(NOON);
        }
    }

    @Test
    void clockThatWasAheadForAWhile_doesNotEmptyTheLedgerLater() {
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            accepted(ledger, ORDER, null);
        }
        system.set(NOON.plus(Duration.ofDays(365)));
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            accepted(ledger, TransactionId.of("PO-8"), null);
        }
        system.set(NOON.plusSeconds(7));
        try (SqlLedger ledger = open(Kind.SQLITE)) {
            ledger.pruning().prune();

            assertThat(ledger.writes(RESELLER, ORDER)).hasSize(1);
        }
    }

    /** Gateways that share a database go by its clock, whatever their own say. */
    @Test
    void clockOfASharedLedger_isThatOfItsDatabase() {
        system.set(Instant.EPOCH);
        try (SqlLedger ledger = open(Kind.POSTGRESQL)) {
            Instant database = Instant.ofEpochMilli(new LedgerTime(ledger.database(), true, Clock.systemUTC()).now());

            assertThat(Duration.between(ledger.clock().instant(), database))
                    .isBetween(Duration.ZERO, Duration.ofHours(1));

            nanos.addAndGet(Duration.ofDays(7).toNanos());
            assertThat(Duration.between(database, ledger.clock().instant()))
                    .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        }
    }
}
