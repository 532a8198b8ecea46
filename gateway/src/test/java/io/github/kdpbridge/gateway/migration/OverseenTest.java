package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.TestDatabase;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Dialect.UploadTag;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that is watched, look by look. */
@Tag("one-jdk")
class OverseenTest {
    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private Watched account;
    private Overseen overseen;

    @BeforeEach
    void watch() {
        account = Watched.of(knox, folder, "startPhase = CANARY");
        overseen = account.overseen;
        account.moves.routes().see(UNIT, Phase.CANARY);
    }

    private void upload() {
        account.upload(Migrating.CUSTOMER, "PO-1", "351800000000701");
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @ExpectedLog("customer 1200000321: rule OUTCOME says BACK: .*")
    void customerWhoseDevicesAreOnOneSideOnly_comesBackAtTheSecondLook() {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        upload();
        overseen.comparisons().compare(UNIT, null);

        overseen.judge();
        assertThat(account.moved()).as("once is not enough").isEmpty();
        overseen.judge();

        assertThat(account.moved()).containsExactly("rule:outcome 1200000321 SHADOW");
    }

    @Test
    void customerWhoseDevicesAreEqual_staysThoughNothingElseIsKnown() {
        upload();
        overseen.comparisons().compare(UNIT, null);

        account.judgeTwice();

        assertThat(account.moved()).isEmpty();
    }

    @Test
    void questionWithoutAVerdictAtTheEnd_isCountedAsDropped() {
        assertThat(account.comparisons("dropped")).isZero();

        account.answerWithoutDevices(Migrating.CUSTOMER);
        overseen.close();

        assertThat(account.comparisons("dropped")).isOne();
        assertThat(account.comparisons("matched")).isZero();
    }

    @Test
    void comparedLists_areCountedByTheirResult() {
        upload();
        overseen.comparisons().compare(UNIT, null);

        assertThat(account.comparisons("matched")).isPositive();
        assertThat(account.comparisons("mismatched")).isZero();
    }

    @Test
    void units_areCountedByPhase_withoutTheAccountItself() {
        account.moves.routes().see(Watched.unit("1200000322"), Phase.GEN1);
        account.moves.follow(List.of(account.migrating));

        overseen.judge();

        assertThat(account.units(Phase.CANARY)).isOne();
        assertThat(account.units(Phase.GEN1)).isOne();
        assertThat(account.units(Phase.GEN2)).isZero();
    }

    @Test
    void difference_isAcceptedAndOpenedAgain() {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        upload();
        Comparisons comparisons = overseen.comparisons();
        comparisons.compare(UNIT, null);
        Author author = new Author("operator-1", Via.PAGE);
        String id = comparisons.differences(true).get(0).id();
        String before = comparisons.version();

        assertThat(comparisons
                        .accept(author, id, "known for long", null)
                        .state()
                        .name())
                .isEqualTo("ACCEPTED");
        assertThat(comparisons.version()).isNotEqualTo(before);
        assertThat(comparisons.reopen(author, id, "it is wrong after all", null).state())
                .isEqualTo(new Comparisons.State("NEW", null, null));
        assertThat(comparisons.differences(true)).extracting(Known::id).contains(id);
        assertThatThrownBy(() -> comparisons.reopen(author, id, "it is wrong after all", null))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("difference %s is open already", id);
        assertThatThrownBy(() -> comparisons.reopen(author, "0", "it is wrong after all", null))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("there is no difference 0; kdp migrate differences lists them");
    }

    @Test
    void comparisons_areSumsOfADayAndAnOperation() {
        upload();
        overseen.comparisons().compare(UNIT, "devices");
        overseen.comparisons().compare(UNIT, "devices");
        overseen.close(); // stores what was counted

        assertThat(overseen.comparisons().days(UNIT, Instant.EPOCH))
                .extracting(Comparisons.Day::operation, day -> day.counts().compared())
                .containsExactly(tuple("devices", 2L));
        assertThat(overseen.comparisons().days(Unit.account(RESELLER), Instant.EPOCH))
                .isEmpty();
    }

    private String seen(String fact) {
        overseen.close(); // stores what was learnt
        return overseen.comparisons().lessons().stream()
                .filter(lesson -> lesson.fact().equals(fact))
                .map(lesson -> lesson.seen() + ", " + lesson.evidence())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nameThatGeneration2RefusesAndOnlyGeneration1Knows_isShared() throws Exception {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.TRANSACTIONS_SHARED, false));
        assertThat(Migrating.upload(URI.create(knox.url().toString()), "PO-1", "351800000000701")
                        .status())
                .isEqualTo(200);

        assertThatThrownBy(() -> overseen.counted(account.gen2())
                        .upload(UploadRequest.builder(CustomerId.of(Migrating.CUSTOMER), TransactionId.of("PO-1"))
                                .devices(List.of(DeviceId.imei("351800000001188")))
                                .build()))
                .isInstanceOf(RefusedException.class);

        Migrating.await(
                "the names are shared",
                () -> seen("transaction names are shared").equals("yes, 1 for, 0 against"));
    }

    @Test
    void signAgainstAnAssumption_isSeenOtherwise() {
        account.signs.surprise(Assumption.STATUS_LAG, "no transaction");

        assertThat(seen("the status shows a transaction within the time set after its receipt"))
                .isEqualTo("seen otherwise, 0 for, 1 against");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TRANSACTION_ID | yes, 1 for, 0 against
            UUID | no, 0 for, 1 against
            """)
    void tagOfADeviceThatTheLedgerUploaded_tellsWhetherItNamesTheUpload(UploadTag tag, String seen) {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.UPLOAD_TAG, tag));
        upload();
        claim("PO-1");
        complete("PO-1");
        Migrating.awaitLaterMillisecond();

        overseen.comparisons().compare(UNIT, null);

        assertThat(seen("the list of devices names the upload")).isEqualTo(seen);
    }

    /** The ledger has the upload, too. */
    private void claim(String transaction) {
        claim(account.ledger, transaction);
    }

    private static void claim(SqlLedger ledger, String transaction) {
        Entry entry = entry(ledger, transaction);
        ledger.claim(entry);
        ledger.settle(
                entry.id(),
                new Outcome.Accepted(new Receipt(TransactionId.of(transaction), TransactionState.PROGRESS)));
    }

    private void complete(String transaction) {
        account.ledger.keep(entry(account.ledger, transaction).id(), status(transaction, TransactionState.COMPLETE));
    }

    private static Entry entry(SqlLedger ledger, String transaction) {
        UploadRequest upload = UploadRequest.builder(CustomerId.of(Migrating.CUSTOMER), TransactionId.of(transaction))
                .devices(List.of(DeviceId.imei("351800000000701")))
                .build();
        return Entry.of(RESELLER, upload, null, ledger.clock().instant());
    }

    private static TransactionStatus status(String transaction, TransactionState state) {
        return new TransactionStatus(TransactionId.of(transaction), state, TransactionType.UPLOAD, List.of());
    }

    @Test
    @ExpectedLog("devices page 0 got no answer: .*")
    void listsThatCannotBeCompared_areToldWithTheReasonAndTheCure() {
        claim("PO-1");
        assertThat(compared())
                .isEqualTo(
                        "incomparable changed: a transaction is or was in progress; compare again when it is complete");

        complete("PO-1");
        knox.simulator().refuseConnections();
        assertThat(compared())
                .isEqualTo("incomparable unreachable: a service did not answer;"
                        + " compare again when kdp doctor finds both");
    }

    private String compared() {
        Comparisons.Compared devices =
                overseen.comparisons().compare(UNIT, null).get(0);
        return devices.verdict() + " " + devices.text();
    }

    /** No caller asks for it, and until it is complete, no answers of the customer or of the account can be compared. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void transactionOnGeneration1_isAskedForAtEachLook(boolean isAccountCompared) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        DeploymentProgram old = Handlers.builder()
                .on(Operation.STATUS, question -> {
                    asked.add(question.label());
                    return CompletableFuture.completedFuture(status("PO-1", TransactionState.PROGRESS));
                })
                .build()
                .program(RESELLER);
        LedgerStore.Postgresql store = postgresql.empty();
        try (Watched compared = Watched.of(knox, folder, "startPhase = GEN1", store)) {
            Unit unit = isAccountCompared ? Unit.account(RESELLER) : UNIT;
            compared.moves.routes().see(unit, Phase.GEN1);
            compared.moves.routes().begin(unit, 0, Move.forward(Phase.GEN1, Phase.SHADOW, Migrating.OPERATOR_1));
            compared.moves.askBy(List.of(LedgerProgram.builder(old, compared.ledger)
                    .oldService(old, question -> Generation.GEN1)
                    .build()));
            claim(compared.ledger, "PO-1");
            try (Connection connection = DriverManager.getConnection(store.url());
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE kdp_write SET changed_at = changed_at - 660000");
            }

            compared.overseen.judge();

            Migrating.await("the question", () -> !asked.isEmpty());
            assertThat(asked).containsExactly("status PO-1");
        }
    }
}
