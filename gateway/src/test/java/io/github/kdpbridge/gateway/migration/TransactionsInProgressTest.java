package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.StopFacts;
import io.github.kdpbridge.core.migration.StopFacts.Progress;
import io.github.kdpbridge.core.migration.StopLimits;
import io.github.kdpbridge.core.migration.StopRule;
import io.github.kdpbridge.core.migration.StopRule.Verdict;
import io.github.kdpbridge.core.migration.StopRules;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.Routing;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import io.github.kdpbridge.gateway.ledger.SqlParity;
import io.github.kdpbridge.gateway.ledger.TestLedger;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which transactions are in progress, and for how long. */
class TransactionsInProgressTest {
    /** A customer that generation 1 serves. */
    private static final DrainLimits LIMITS = DrainLimits.standard(Duration.ZERO, Duration.ofSeconds(15));

    private static final String OTHER = "1200000322";
    private static final String FIRST = "1200000399";
    private static final Map<String, Phase> PHASES = Map.of(Migrating.CUSTOMER, Phase.CANARY, FIRST, Phase.GEN1);

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private CompletableFuture<Object> answer = new CompletableFuture<>();
    private TestLedger ledger;
    private SqlEvidence evidence;
    private TransactionsInProgress transactions;

    /** A service that is asked for statuses only. */
    private final DeploymentProgram service = new DeploymentProgram() {
        @Override
        public ResellerId reseller() {
            return RESELLER;
        }

        @Override
        @SuppressWarnings("unchecked") // the answers are those of statuses
        public <A> CompletionStage<A> send(Request<A> request) {
            asked.add(request.label());
            return (CompletionStage<A>) answer;
        }
    };

    @BeforeEach
    void open() {
        ledger = TestLedger.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")), new Routing() {
            @Override
            public Optional<Route> first(ResellerId reseller, WriteRequest write) {
                return Optional.of(Route.first(
                        UnitKind.CUSTOMER.unit(reseller, write),
                        PHASES.getOrDefault(write.customer().value(), Phase.SHADOW)));
            }

            @Override
            public DrainLimits draining(ResellerId reseller) {
                return LIMITS;
            }
        });
        evidence = SqlEvidence.of(ledger.ledger(), any -> LIMITS);
        transactions = new TransactionsInProgress(
                RESELLER, evidence, () -> Optional.of(service), ledger.ledger().clock());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void accepted(String transaction) {
        accepted(transaction, Migrating.CUSTOMER);
    }

    private Entry accepted(String transaction, String customer) {
        UploadRequest upload = UploadRequest.builder(CustomerId.of(customer), TransactionId.of(transaction))
                .devices(List.of(DeviceId.imei("351800000000701")))
                .build();
        Entry entry = Entry.of(RESELLER, upload, null, ledger.ledger().clock().instant());
        ledger.ledger().claim(entry);
        ledger.ledger()
                .settle(entry.id(), new Outcome.Accepted(new Receipt(upload.transaction(), TransactionState.PROGRESS)));
        return entry;
    }

    /** Transactions, of which each takes a second longer than the one before. */
    private void completed(int number, String customer) {
        for (int i = 1; i <= number; i++) {
            Entry entry = accepted("OLD-" + i, customer);
            ledger.pass(Duration.ofSeconds(i));
            ledger.ledger()
                    .keep(
                            entry.id(),
                            new TransactionStatus(
                                    entry.request().transaction(),
                                    TransactionState.COMPLETE,
                                    TransactionType.UPLOAD,
                                    List.of()));
        }
    }

    private static TransactionStatus status(TransactionState state) {
        return new TransactionStatus(TransactionId.of("PO-1"), state, TransactionType.UPLOAD, List.of());
    }

    @Test
    void transactionThatTheServiceSaysIsInProgress_hasItsAge() {
        accepted("PO-1");
        ledger.pass(Duration.ofMinutes(9));
        assertThat(transactions.agesOnGeneration2()).isEmpty();
        assertThat(asked).as("it is young").isEmpty();

        ledger.pass(Duration.ofMinutes(61));
        assertThat(transactions.agesOnGeneration2())
                .as("not known before the answer")
                .isEmpty();
        answer.complete(status(TransactionState.PROGRESS));

        assertThat(transactions.agesOnGeneration2()).isEqualTo(Map.of(UNIT, Duration.ofMinutes(70)));
        assertThat(asked).containsExactly("status PO-1");
    }

    @Test
    void transactionThatIsComplete_isNotInProgress() {
        accepted("PO-1");
        ledger.pass(Duration.ofMinutes(70));
        answer.complete(status(TransactionState.COMPLETE));

        transactions.agesOnGeneration2();

        assertThat(transactions.agesOnGeneration2()).isEmpty();
    }

    /** Nothing of a customer is compared while one of its transactions may be in progress. */
    @Test
    void transactionOnGeneration1_isAskedForWhereAnswersAreCompared() {
        accepted("PO-1", OTHER);
        accepted("PO-2", FIRST);
        ledger.pass(Duration.ofMinutes(9));
        transactions.askGeneration1(false);
        assertThat(asked).as("it is young").isEmpty();

        ledger.pass(Duration.ofMinutes(2));
        transactions.askGeneration1(false);
        answer.complete(status(TransactionState.PROGRESS));
        transactions.askGeneration1(false);

        assertThat(asked).containsExactly("status PO-1");
    }

    /** The lists of the account show the transactions of its customers, also of those that are not compared. */
    @Test
    void transactionOnGeneration1_isAskedForWhereTheAccountIsCompared() {
        accepted("PO-1", OTHER);
        accepted("PO-2", FIRST);
        ledger.pass(Duration.ofMinutes(11));

        transactions.askGeneration1(true);

        assertThat(asked).containsExactlyInAnyOrder("status PO-1", "status PO-2");
    }

    @Test
    void questionUnderWay_isNotAskedAgain() {
        accepted("PO-1");
        ledger.pass(Duration.ofMinutes(70));

        transactions.agesOnGeneration2();
        transactions.agesOnGeneration2();

        assertThat(asked).containsExactly("status PO-1");
    }

    @Test
    @ExpectedLog("reseller 4680000925: whether transactions are in progress is not known:"
            + " status PO-1 got no answer: connection refused")
    void failureOfTheQuestion_isToldOnce() {
        accepted("PO-1");
        ledger.pass(Duration.ofMinutes(70));
        answer.completeExceptionally(new UnreachableException("status PO-1", "connection refused", null, false));

        transactions.agesOnGeneration2();
        assertThat(transactions.agesOnGeneration2()).isEmpty();

        assertThat(asked).hasSize(2);
    }

    @Test
    void timeThatMostTransactionsTakeOnGeneration1_isTheUsualOne() {
        completed(200, OTHER);

        assertThat(transactions.usual()).contains(Duration.ofSeconds(198));
    }

    @Test
    void fewTransactions_areNotUsual() {
        completed(19, OTHER);

        assertThat(transactions.usual()).isEmpty();
    }

    @Test
    void transactionsOnGeneration2_areNotUsual() {
        completed(20, Migrating.CUSTOMER);

        assertThat(transactions.usual()).isEmpty();
    }

    /** Only with a figure of generation 1 does the rule bring back; without one it raises an alarm. */
    @ParameterizedTest
    @CsvSource({"20, BACK, PT20S", "19, ALARM,"})
    void stuckTransaction_isJudgedByTheUsualTime(int completed, Verdict verdict, @Nullable Duration usual) {
        completed(completed, OTHER);
        accepted("PO-1");
        answer.complete(status(TransactionState.PROGRESS));
        ledger.pass(Duration.ofMinutes(61));
        transactions.agesOnGeneration2();
        UnitFacts facts = new UnitFacts(
                new SideCalls(request -> UNIT, (side, name) -> {}, StopLimits.STANDARD, Ticker.systemTicker()),
                new KnownEvidence(
                        new AskedServices(side -> service, Ticker.systemTicker(), AskedServices.PATIENCE),
                        SqlParity.of(ledger.ledger()),
                        evidence,
                        unit -> 0,
                        GateLimits.STANDARD),
                transactions,
                new BreakerWatch(Ticker.systemTicker()));

        StopFacts known = facts.of(UNIT).orElseThrow();

        assertThat(known.progress()).isEqualTo(new Progress(Duration.ofMinutes(61), usual));
        StopRules rules = new StopRules(StopLimits.STANDARD);
        rules.look(Phase.CANARY, known);
        assertThat(rules.look(Phase.CANARY, known))
                .extracting(StopRule.Finding::rule, StopRule.Finding::verdict)
                .containsExactly(tuple(StopRule.STUCK, verdict));
    }
}
