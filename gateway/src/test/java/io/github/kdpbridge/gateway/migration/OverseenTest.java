package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.operator.MigrationMeters;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Dialect.UploadTag;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account that is watched, look by look. */
class OverseenTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private final ContractSigns signs = new ContractSigns();
    private SqlLedger ledger;
    private Moves moves;
    private Gen2Client gen2;
    private Gen1Upstream gen1;
    private Overseen overseen;

    @BeforeEach
    void watch() {
        MigratingAccount account = Migrating.account(knox, knox.url().toString(), Phase.CANARY);
        Plans plans = new Plans(Duration.ofSeconds(15));
        ledger = SqlLedger.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")), plans);
        moves = Moves.of(ledger, plans);
        moves.follow(List.of(account));
        Gen2Account service = account.account();
        gen2 = Gen2Client.builder(RESELLER)
                .baseUrl(service.service().baseUrl())
                .tokens(service.service().tokens())
                .build();
        gen1 = Gen1Upstream.builder(RESELLER, knox.url().toString())
                .key("sim-gen1-key")
                .build();
        overseen = moves.oversight()
                .orElseThrow()
                .account(
                        account,
                        new Overseen.Services(
                                new ShadowSide(gen1, gen1.load()),
                                new ShadowSide(gen2, gen2.load()),
                                new BreakerWatch(Ticker.systemTicker()),
                                new MigrationMeters(new SimpleMeterRegistry(), RESELLER),
                                signs));
        moves.routes().see(UNIT, Phase.CANARY);
    }

    private void upload() {
        gen2.upload(UploadRequest.builder(CustomerId.of(Migrating.CUSTOMER), TransactionId.of("PO-1"))
                .devices(List.of(DeviceId.imei("351800000000701")))
                .build());
    }

    @AfterEach
    void stop() {
        overseen.close();
        moves.close();
        gen1.close();
        gen2.close();
        ledger.close();
    }

    private Route route() {
        return moves.routes().find(UNIT).orElseThrow();
    }

    @Test
    @ExpectedLog("customer 1200000321: rule OUTCOME says BACK: .*")
    void customerWhoseDevicesAreOnOneSideOnly_comesBackAtTheSecondLook() {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        upload();
        overseen.comparisons().compare(UNIT, null);

        overseen.judge();
        assertThat(route().epoch()).as("once is not enough").isZero();
        overseen.judge();

        assertThat(moves.routes().log(RESELLER))
                .extracting(
                        entry -> entry.move().cause().who() + " " + entry.move().to())
                .containsExactly("rule:outcome SHADOW");
    }

    @Test
    void customerWhoseDevicesAreEqual_staysThoughNothingElseIsKnown() {
        upload();
        overseen.comparisons().compare(UNIT, null);

        overseen.judge();
        overseen.judge();

        assertThat(moves.routes().log(RESELLER)).isEmpty();
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

        assertThatThrownBy(() -> overseen.counted(gen2)
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
        signs.surprise(Assumption.STATUS_LAG, "no transaction");

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
        complete("PO-1");

        overseen.comparisons().compare(UNIT, null);

        assertThat(seen("the list of devices names the upload")).isEqualTo(seen);
    }

    /** The ledger has the upload, too. */
    private void complete(String transaction) {
        UploadRequest upload = UploadRequest.builder(CustomerId.of(Migrating.CUSTOMER), TransactionId.of(transaction))
                .devices(List.of(DeviceId.imei("351800000000701")))
                .build();
        Entry entry = Entry.of(RESELLER, upload, null, ledger.clock().instant());
        ledger.claim(entry);
        ledger.settle(entry.id(), new Outcome.Accepted(new Receipt(upload.transaction(), TransactionState.PROGRESS)));
        ledger.keep(
                entry.id(),
                new TransactionStatus(
                        upload.transaction(), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
    }
}
