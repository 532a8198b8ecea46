package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.CUSTOMER;
import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.get;
import static io.github.kdpbridge.gateway.migration.Migrating.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Migration;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.migration.Migrating.Answered;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One of the two services refuses connections; they share nothing. */
@Tag("one-jdk")
@ExpectedLog(".* got no answer: .*")
class AwayTest {
    private static final String LIST = "/bulkenroll/v1/reseller/devices?resellerId=4680000925&customerId=" + CUSTOMER;
    private static final String STATUS = "/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=";
    private static final Duration WAIT = Duration.ofSeconds(1);

    @RegisterExtension
    final KdpSimulator old = KdpSimulator.create();

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    /** The only customer is served by this side. */
    private Gateway start(Generation side) {
        Phase phase = side == Generation.GEN1 ? Phase.SHADOW : Phase.CANARY;
        MigratingAccount account = Migrating.account(knox, old.url().toString(), phase);
        Migration migration = account.migration();
        CutOver.Limits limits = new CutOver.Limits(WAIT, WAIT, WAIT);
        return Gateway.start(GatewayConfig.builder()
                .account(new MigratingAccount(
                        askedOnce(account.account()),
                        new Migration(migration.oldService(), migration.plan(), limits, migration.settleWindow())))
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                .build());
    }

    private static Gen2Account askedOnce(Gen2Account account) {
        Gen2Service service = account.service();
        Resilience once = Resilience.builder().attempts(1).build();
        return new Gen2Account(
                account.reseller(),
                account.keys(),
                new Gen2Service(service.baseUrl(), service.tokens(), once, service.profile()));
    }

    private Simulator simulator(Generation side) {
        return (side == Generation.GEN1 ? old : knox).simulator();
    }

    /** The first request meets a connection that is closed; later ones get none. */
    private void takeAway(Generation side, Gateway gateway) throws IOException {
        simulator(side).refuseConnections();
        get(gateway.url(), LIST);
        get(gateway.url(), STATUS + "PO-0");
    }

    private static Generation other(Generation side) {
        return side == Generation.GEN1 ? Generation.GEN2 : Generation.GEN1;
    }

    /** The other side would answer each of these calls, and wrongly. */
    @ParameterizedTest
    @EnumSource
    void serviceOfTheCustomer_isNotReplacedByTheOther(Generation side) throws Exception {
        try (Gateway gateway = start(side)) {
            assertThat(upload(gateway.url(), "PO-1", "351800000000701").status())
                    .isEqualTo(200);
            assertThat(get(gateway.url(), LIST).status()).isEqualTo(200);
            takeAway(side, gateway);

            assertThat(get(gateway.url(), LIST).status()).as("list").isEqualTo(503);
            assertThat(get(gateway.url(), STATUS + "PO-1").status())
                    .as("status of a transaction that was sent there")
                    .isEqualTo(503);
            assertThat(upload(gateway.url(), "PO-2", "351800000001188").status())
                    .as("upload")
                    .isEqualTo(503);
        }

        assertThat(simulator(other(side)).transactions()).isEmpty();
    }

    /** The old service judges repeats; those of generation 2 get the receipt that the ledger has. */
    @ParameterizedTest
    @EnumSource
    void repeat_isNotSentToTheOtherSide(Generation side) throws Exception {
        try (Gateway gateway = start(side)) {
            Answered first = upload(gateway.url(), "PO-1", "351800000000701");
            takeAway(side, gateway);

            Answered repeat = upload(gateway.url(), "PO-1", "351800000000701");

            assertThat(repeat.status()).isEqualTo(side == Generation.GEN1 ? 503 : first.status());
        }

        assertThat(simulator(other(side)).transactions()).isEmpty();
    }

    /** The side of the account is asked first; "not found" is true only if both sides say so. */
    @ParameterizedTest
    @CsvSource({"GEN1, GEN1, 503", "GEN1, GEN2, 200", "GEN2, GEN2, 503", "GEN2, GEN1, 200"})
    void statusOfATransactionThatTheLedgerDoesNotKnow_isNeverNotFound(Generation side, Generation away, int found)
            throws Exception {
        assertThat(upload(simulator(side).url(), "PO-8", "351800000000701").status())
                .isEqualTo(200);
        try (Gateway gateway = start(side)) {
            assertThat(get(gateway.url(), STATUS + "PO-9").body())
                    .as("both are there")
                    .contains("4042105");
            takeAway(away, gateway);

            assertThat(get(gateway.url(), STATUS + "PO-9").status()).isEqualTo(503);
            assertThat(get(gateway.url(), STATUS + "PO-8").status()).isEqualTo(found);
        }
    }

    /** Whether a transaction is complete cannot be known there, so that the customer never counts as drained. */
    @ParameterizedTest
    @EnumSource
    void orderlyMoveFromIt_isGivenUp(Generation side) throws Exception {
        try (Gateway gateway = start(side)) {
            upload(gateway.url(), "PO-1", "351800000000701");
            takeAway(side, gateway);
            Routes routes = gateway.routes();
            Phase phase = routes.find(UNIT).orElseThrow().phase();

            routes.begin(
                    UNIT,
                    0,
                    side == Generation.GEN1
                            ? Move.forward(phase, Phase.CANARY, OPERATOR_1)
                            : Move.back(phase, OPERATOR_1));

            Migrating.await("the end of the move", () -> results(routes).contains(Result.GIVEN_UP));
            assertThat(routes.find(UNIT).orElseThrow().phase()).isEqualTo(phase);
        }
    }

    @ParameterizedTest
    @EnumSource
    void moveAtOnce_doesNotWaitForTheServiceThatIsAway(Generation away) throws Exception {
        try (Gateway gateway = start(away)) {
            upload(gateway.url(), "PO-1", "351800000000701");
            takeAway(away, gateway);

            gateway.routes()
                    .begin(
                            UNIT,
                            0,
                            away == Generation.GEN1
                                    ? Move.forwardAtOnce(Phase.SHADOW, Phase.CANARY, OPERATOR_1)
                                    : Move.backAtOnce(Phase.CANARY, OPERATOR_1));

            assertThat(upload(gateway.url(), "PO-2", "351800000001188").status())
                    .isEqualTo(200);
            assertThat(get(gateway.url(), STATUS + "PO-1").status())
                    .as("it stays where it was sent")
                    .isEqualTo(503);
        }

        assertThat(simulator(other(away)).transactions())
                .extracting(accepted -> accepted.transactionId())
                .containsExactly("PO-2");
    }

    private static List<Result> results(Routes routes) {
        return routes.log(RESELLER).stream().map(LoggedMove::result).toList();
    }
}
