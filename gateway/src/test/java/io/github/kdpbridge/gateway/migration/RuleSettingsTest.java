package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.CUSTOMER;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.reflect.Reflection;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.TestDatabase;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import io.github.kdpbridge.gen1facade.OldService;
import io.github.kdpbridge.gen1facade.OldService.Answer;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the limits of a migration's rules do in the gateway. */
@ExpectedLog("(customer \\d+|account [*]): rule (OUTCOME|ERRORS|REFUSED|BREAKER) says BACK.*")
class RuleSettingsTest {
    private final KdpException away = new UnreachableException("upload PO-1", "made up", null, false);
    private final KdpException refused = new RefusedException(
            "upload PO-1",
            new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400002", "CUSTOMER_NOT_FOUND", null),
            404,
            null,
            false);
    private static final UploadRequest UPLOAD = UploadRequest.builder(CustomerId.of(CUSTOMER), TransactionId.of("PO-1"))
            .imeis(List.of("351800000000701"))
            .build();
    private static final TransactionStatus PROGRESS = new TransactionStatus(
            TransactionId.of("PO-1"), TransactionState.PROGRESS, TransactionType.UPLOAD, List.of());
    private static final Receipt RECEIPT = new Receipt(TransactionId.of("PO-1"), TransactionState.PROGRESS);
    private static final Gen1Request REQUEST = new Gen1Request("PUT", "/", null, Map.of(), ByteString.EMPTY);

    private static final Gen1Subject NOTHING = new Gen1Subject(null, null, null);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private final AtomicInteger questions = new AtomicInteger();
    private Duration age = Duration.ofMinutes(11);
    private @Nullable Duration usual;

    private Watched watched(String rules) {
        Watched account = Watched.of(knox, folder, "startPhase = CANARY, rules { %s }".formatted(rules));
        account.moves.routes().see(UNIT, Phase.CANARY);
        return account;
    }

    private static void assertBack(Watched account, @Nullable String rule) {
        account.judgeTwice();
        assertThat(account.moved())
                .isEqualTo(rule == null ? List.of() : List.of("rule:" + rule + " 1200000321 SHADOW"));
    }

    /** A quarter of four calls fails on generation 1, and a half of four on generation 2. */
    private static void call(Watched account, KdpException failure) {
        DeploymentProgram failing = Handlers.builder()
                .on(Operation.UPLOAD, upload -> Stages.<Receipt>failed(failure))
                .build()
                .program(RESELLER);
        DeploymentProgram good = Handlers.builder()
                .on(Operation.UPLOAD, upload -> CompletableFuture.completedFuture(RECEIPT))
                .build()
                .program(RESELLER);
        for (int i = 0; i < 4; i++) {
            var gen2 = account.overseen.counted(i < 2 ? failing : good).send(UPLOAD);
            var gen1 =
                    account.overseen.counted(oldService(i < 1 ? failure : null)).write(UPLOAD, REQUEST);
            assertThat(List.of(gen1, gen2))
                    .allMatch(stage -> stage.toCompletableFuture().isDone());
        }
    }

    private static OldService oldService(@Nullable KdpException failure) {
        Answer<Receipt> answer = new Answer<>(
                new Gen1Response(200, Map.of(), ByteString.EMPTY, NOTHING), failure == null ? RECEIPT : null, failure);
        return Reflection.newProxy(
                OldService.class, (proxy, method, arguments) -> CompletableFuture.completedFuture(answer));
    }

    private static void passWindow() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Duration.ofMillis(3).toNanos()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "errors { calls = 4, times = 1.9 }                 | errors",
                "errors { calls = 5, times = 1.9 }                 | ",
                "errors { calls = 4 }                              | ",
                "errors { calls = 4, times = 2 }                   | ",
                "errors { calls = 4, times = 1, percent = 50 }     | errors",
                "errors { calls = 4, times = 1, percent = 50.01 }  | ",
                "errors { calls = 4, times = 1, window = 1ms }     | ",
                "errors { calls = 4, times = 1, window = 30d }     | errors",
            })
    void callsThatFail(String rules, @Nullable String rule) {
        try (Watched account = watched(rules)) {
            call(account, away);
            passWindow();
            assertBack(account, rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused { writes = 4, times = 1.9 }             | refused",
                "refused { writes = 5, times = 1.9 }             | ",
                "refused { writes = 4 }                          | ",
                "refused { writes = 4, times = 2 }               | ",
                "refused { writes = 4, times = 1, window = 1ms } | ",
                "refused { writes = 4, times = 1, window = 30d } | refused",
            })
    void writesThatAreRefused(String rules, @Nullable String rule) {
        try (Watched account = watched(rules)) {
            call(account, refused);
            passWindow();
            assertBack(account, rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"outcome = 1 | outcome", "outcome = 50 | "})
    void differencesInOutcome(String rules, @Nullable String rule) {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        try (Watched account = watched(rules)) {
            account.upload(CUSTOMER, "PO-1", "351800000000701");
            account.overseen.comparisons().compare(UNIT, null);
            assertBack(account, rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"breaker = 30s | breaker", "breaker = 31s | "})
    void breakerThatIsOpen(String rules, @Nullable String rule) {
        AtomicLong nanos = new AtomicLong();
        BreakerWatch breaker = new BreakerWatch(new Ticker() {
            @Override
            public long read() {
                return nanos.get();
            }
        });
        try (Watched account =
                Watched.of(knox, folder, "startPhase = CANARY, rules { %s }".formatted(rules), breaker)) {
            account.moves.routes().see(UNIT, Phase.CANARY);
            breaker.breaker("OPEN");
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            assertBack(account, rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "freeze { units = 2 }                | true",
                "freeze { units = 3 }                | false",
                "freeze { units = 2, window = 1ms }  | false",
                "freeze { units = 1, window = 1ms }  | true",
            })
    void customersThatComeBack_freezeTheAccount(String rules, boolean isFrozen) {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        try (Watched account = watched(rules)) {
            account.moves.routes().see(Watched.unit("1200000322"), Phase.CANARY);
            account.upload(CUSTOMER, "PO-1", "351800000000701");
            account.overseen.comparisons().compare(UNIT, null);
            account.judgeTwice();
            Instant first = account.moves.routes().log(RESELLER).get(0).at();
            account.upload("1200000322", "PO-2", "351800000000719");
            account.overseen.comparisons().compare(Watched.unit("1200000322"), null);
            while (account.ledger.clock().instant().isBefore(first.plusMillis(3))) {
                Thread.onSpinWait();
            }
            account.judgeTwice();

            assertThat(account.moved()).contains("rule:outcome 1200000321 SHADOW", "rule:outcome 1200000322 SHADOW");
            assertThat(account.overseen.desk().frozen().isPresent()).isEqualTo(isFrozen);
            assertThat(account.frozen()).isEqualTo(isFrozen ? 1 : 0);
            assertThat(account.hits("outcome", "back"))
                    .as("each is counted once")
                    .isEqualTo(2);
        }
    }

    /** Has a transaction be in progress for eleven minutes. */
    private void judgeUnfinished(String rules, Predicate<Watched> isOver) throws SQLException {
        LedgerStore.Postgresql store = postgresql.empty();
        DeploymentProgram service = Handlers.builder()
                .on(Operation.UPLOAD, upload -> CompletableFuture.completedFuture(RECEIPT))
                .on(Operation.STATUS, status -> {
                    questions.incrementAndGet();
                    return CompletableFuture.completedFuture(PROGRESS);
                })
                .build()
                .program(RESELLER);
        String migration = "startPhase = CANARY, rules { %s }".formatted(rules);
        try (Watched account = Watched.of(knox, folder, migration, store)) {
            LedgerProgram program = LedgerProgram.of(service, account.ledger);
            account.moves.askBy(List.of(program));
            program.upload(UPLOAD);
            try (Connection connection = DriverManager.getConnection(store.url());
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE kdp_write SET changed_at = changed_at - " + age.toMillis());
                for (int i = 0; usual != null && i < 20; i++) {
                    statement.execute("""
                            INSERT INTO kdp_write (id, reseller, part, parts, request, outcome, answer, changed_at, unit,
                                generation, completed_at)
                            SELECT '%064d', reseller, part, parts, request, outcome, answer, changed_at,
                                unit, 1, changed_at + %d FROM kdp_write WHERE generation = 2
                            """.formatted(i, usual.toMillis()));
                }
            }
            await("the rule has judged", () -> {
                account.overseen.judge();
                return isOver.test(account);
            });
        }
    }

    @Test
    @ExpectedLog("customer 1200000321: rule STUCK says ALARM: a transaction is in progress for 11 min,"
            + " at most 10 expected")
    void transactionThatIsStuck_isAnAlarm() throws Exception {
        judgeUnfinished("stuck.least = 10m", account -> account.hits("stuck", "alarm") == 1);
    }

    /** By the standard, it would be ten times the usual time. */
    @Test
    @ExpectedLog("customer 1200000321: rule STUCK says BACK: a transaction is in progress for 26 min,"
            + " at most 25 expected")
    void transactionThatIsStuckForSoManyUsualTimes_bringsTheCustomerBack() throws Exception {
        age = Duration.ofMinutes(26);
        usual = Duration.ofMinutes(5);
        judgeUnfinished("stuck { least = 10m, times = 5 }", account -> account.hits("stuck", "back") == 1);
    }

    /** Another gateway would know it, too: it is in the log. */
    @Test
    void hitOfARule_closesTheGateAfterARestart() {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        try (Watched account = watched("")) {
            account.upload(CUSTOMER, "PO-1", "351800000000701");
            account.overseen.comparisons().compare(UNIT, null);
            account.judgeTwice();
            account.moves
                    .routes()
                    .end(UNIT, 1, Result.GIVEN_UP, Cause.rule("outcome", "not drained within 60 min", ""));
        }
        try (Watched account = watched("")) {
            assertThat(account.overseen
                            .desk()
                            .plan(Selection.of(CUSTOMER), null)
                            .get(0)
                            .gates())
                    .extracting(Gate::number)
                    .contains("1 rule hit");
        }
    }
}
