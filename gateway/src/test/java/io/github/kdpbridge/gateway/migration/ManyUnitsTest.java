package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.FlagFiles;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Promotion;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.core.migration.StopLimits;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.ledger.CountedStatements;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.Routing;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.SqlParity;
import io.github.kdpbridge.gateway.ledger.TestDatabase;
import io.github.kdpbridge.gateway.ledger.TestLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an account of 1,000 customers costs its ledger and its services, when it is planned, moved or judged. */
class ManyUnitsTest {
    private static final int UNITS = 1000;
    private static final Author OPERATOR = new Author("operator-1", Cause.Via.COMMAND);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final Services services = new Services();
    private long nanos;
    private TestLedger kept;
    private Desk desk;
    private RuleKeeper keeper;
    private CountedStatements statements;

    /** Both services, which answer with an empty list. */
    private static final class Services implements DeploymentReads {
        private final AtomicInteger questions = new AtomicInteger();
        private CompletableFuture<Object> answer = CompletableFuture.completedFuture(new Page<>(List.of(), 0L, 0));

        @Override
        public ResellerId reseller() {
            return RESELLER;
        }

        @Override
        @SuppressWarnings("unchecked") // only lists are asked for
        public <A> CompletionStage<A> read(ReadRequest<A> request) {
            questions.incrementAndGet();
            return (CompletionStage<A>) answer;
        }
    }

    @BeforeEach
    void openALargeAccount() {
        kept = TestLedger.open(postgresql.empty(), Routing.NONE);
        SqlLedger ledger = kept.ledger();
        Routes routes = new InMemoryRoutes(ledger.clock(), (unit, side) -> true);
        Phase[] phases = {Phase.GEN1, Phase.SHADOW, Phase.CANARY, Phase.GEN2};
        IntStream.range(0, UNITS)
                .forEach(i -> routes.see(
                        UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("12" + i), null), phases[i % phases.length]));
        SqlEvidence evidence =
                SqlEvidence.of(ledger, any -> DrainLimits.standard(Duration.ZERO, Duration.ofSeconds(15)));
        SideCalls calls = new SideCalls(
                request -> UnitKind.ACCOUNT.unit(RESELLER, request),
                (side, name) -> {},
                StopLimits.STANDARD,
                Ticker.systemTicker());
        KnownEvidence known = new KnownEvidence(
                new AskedServices(
                        side -> services,
                        new Ticker() {
                            @Override
                            public long read() {
                                return nanos;
                            }
                        },
                        AskedServices.PATIENCE),
                SqlParity.of(ledger),
                evidence,
                calls::unknownCodes,
                GateLimits.STANDARD);
        desk = new Desk(
                RESELLER,
                new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of()),
                routes,
                new GateJudge(known, GateLimits.STANDARD, ledger.clock()));
        TransactionsInProgress transactions =
                new TransactionsInProgress(RESELLER, evidence, Optional::empty, ledger.clock());
        keeper = new RuleKeeper(
                desk,
                routes,
                new UnitFacts(calls, known, transactions, new BreakerWatch(Ticker.systemTicker())),
                RuleKeeper.Limits.STANDARD,
                FlagFiles.NONE);
        statements = CountedStatements.of(ledger);
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void plan_readsEachTableOnce_andAsksEachServiceOnce() {
        assertThat(desk.plan(Selection.ALL, null))
                .hasSize(UNITS)
                .extracting(PlannedMove::text)
                .contains("gen1 answers, gen2 answers");

        assertThat(statements.taken())
                .as("comparisons of the units and of the account, differences, writes")
                .isEqualTo(4);
        assertThat(services.questions).hasValue(2);
    }

    /** For a part of a screen, or a report. */
    @Test
    void readiness_readsEachTableOnce_whateverItHasOfEachUnit() {
        statements.taken();

        assertThat(desk.readiness(desk.routes())).hasSize(UNITS).allMatch(unit -> unit.next() != null);

        assertThat(statements.taken())
                .as("comparisons of the units and of the account, differences, writes")
                .isEqualTo(4);
        assertThat(services.questions).hasValue(2);
    }

    @Test
    void services_areAskedAgainAfterHalfAMinute() {
        desk.plan(Selection.ALL, Phase.SHADOW);
        desk.plan(Selection.ALL, Phase.SHADOW);
        assertThat(services.questions).hasValue(2);

        nanos += Duration.ofSeconds(30).toNanos();
        desk.plan(Selection.ALL, Phase.SHADOW);
        assertThat(services.questions).hasValue(4);
    }

    /** The second plan waits for the answers that the first one asks for. */
    @Test
    void plansAtOnce_askEachServiceOnce() throws Exception {
        CompletableFuture<Object> page = services.answer;
        services.answer = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> plans = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> {
                        begun.countDown();
                        return desk.plan(Selection.ALL, Phase.SHADOW).size();
                    }))
                    .toList();
            begun.await();
            services.answer.complete(page.join());

            for (Future<Integer> plan : plans) {
                assertThat(plan.get()).isEqualTo(UNITS / 4);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(services.questions).hasValue(2);
    }

    @Test
    void wave_asksEachServiceOnce() {
        List<Promotion.Seen> units = desk.plan(Selection.ALL, Phase.SHADOW).stream()
                .map(move -> new Promotion.Seen(
                        move.route().unit().label(), move.route().epoch()))
                .toList();

        assertThat(desk.promote(
                                OPERATOR,
                                new Promotion(
                                        units,
                                        Phase.SHADOW,
                                        "compare them all",
                                        Promotion.Passing.NONE,
                                        Promotion.Pace.STANDARD))
                        .units())
                .hasSize(UNITS / 4);

        assertThat(services.questions).hasValue(2);
    }

    @Test
    void closedGatesOfAWave_areReadOnce() {
        List<Promotion.Seen> units = desk.plan(Selection.ALL, Phase.CANARY).stream()
                .filter(move -> move.route().phase() == Phase.SHADOW)
                .map(move -> new Promotion.Seen(
                        move.route().unit().label(), move.route().epoch()))
                .toList();
        statements.taken();

        desk.promote(
                OPERATOR,
                new Promotion(units, Phase.CANARY, "first wave", Promotion.Passing.NONE, Promotion.Pace.STANDARD));

        assertThat(statements.taken())
                .as("comparisons of the units and of the account, differences, writes")
                .isEqualTo(4);
    }

    @Test
    void roundOfTheRules_readsEachTableOnce() {
        assertThat(keeper.look(kept.ledger().clock().instant())).isEmpty();

        assertThat(statements.taken()).as("differences, oldest transactions").isEqualTo(2);
        assertThat(services.questions).hasValue(0);
    }
}
