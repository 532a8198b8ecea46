package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.await;
import static io.github.kdpbridge.gateway.migration.Migrating.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.TestDatabase;
import io.github.kdpbridge.gateway.migration.Migrating.Answered;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two gateways over one database, and a third that begins a move and is gone. */
class MovingGatewaysTest {
    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private LedgerStore store;

    @BeforeEach
    void createDatabase() {
        store = postgresql.empty();
    }

    private Gateway gateway() {
        return Gateway.start(Migrating.config(knox, store, Phase.SHADOW));
    }

    private static Routes routes(SqlLedger ledger) {
        return ledger.routes(any -> new DrainLimits(Duration.ofHours(24), Duration.ofMinutes(6)));
    }

    private List<String> journal() {
        return knox.simulator().transactions().stream()
                .map(accepted -> accepted.transactionId() + " " + accepted.generation())
                .toList();
    }

    @Test
    void moveBegunAtOneGateway_countsAtBoth() throws Exception {
        try (Gateway one = gateway();
                Gateway other = gateway()) {
            upload(one.url(), "PO-1", "351800000000701");
            upload(other.url(), "PO-2", "351800000001188");
            one.routes().begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
            await("flip", () -> other.routes().find(UNIT).orElseThrow().phase() == Phase.CANARY);

            assertThat(upload(one.url(), "PO-3", "351800000000719").status()).isEqualTo(200);
            assertThat(upload(other.url(), "PO-4", "351800000000727").status()).isEqualTo(200);
            assertThat(upload(other.url(), "PO-1", "351800000000701"))
                    .isEqualTo(upload(knox.url(), "PO-1", "351800000000701"));
        }

        assertThat(journal()).containsExactly("PO-1 ONE", "PO-2 ONE", "PO-3 TWO", "PO-4 TWO");
    }

    @Test
    void moveThatWaits_isTakenOverFromAGatewayThatIsGone() throws Exception {
        try (Gateway one = gateway();
                Gateway other = gateway()) {
            upload(one.url(), "PO-1", "351800000000701");
            try (SqlLedger gone = SqlLedger.open(store)) {
                routes(gone).begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
            }
            await("flip", () -> one.routes().find(UNIT).orElseThrow().phase() == Phase.CANARY);

            assertThat(upload(other.url(), "PO-2", "351800000001188").status()).isEqualTo(200);
        }

        assertThat(journal()).containsExactly("PO-1 ONE", "PO-2 TWO");
    }

    /** A gateway knows neither the limits nor the services of an account that it does not serve. */
    @Test
    void moveOfAnotherAccount_isLeftToTheGatewaysThatServeIt() {
        MigratingAccount other = otherAccount();
        Unit unitOfOther = UnitKind.CUSTOMER.unit(other.reseller(), CustomerId.of(Migrating.CUSTOMER), null);
        Move move = Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1);
        try (Gateway stranger = Gateway.start(
                GatewayConfig.builder().account(other).ledger(store).build())) {
            try (SqlLedger gone = SqlLedger.open(store)) {
                for (Unit unit : List.of(UNIT, unitOfOther)) {
                    routes(gone).see(unit, Phase.SHADOW);
                    routes(gone).begin(unit, 0, move);
                }
            }
            await(
                    "its own move",
                    () -> stranger.routes().find(unitOfOther).orElseThrow().phase() == Phase.CANARY);
            assertThat(stranger.routes().find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, null));

            try (Gateway own = gateway()) {
                await("flip", () -> own.routes().find(UNIT).orElseThrow().phase() == Phase.CANARY);
            }
        }
    }

    private MigratingAccount otherAccount() {
        MigratingAccount account = Migrating.account(knox, knox.url().toString(), Phase.SHADOW);
        return new MigratingAccount(
                new Gen2Account(
                        ResellerId.of("4680000926"),
                        Set.of(Gen1Key.of("sim-key-of-another")),
                        account.account().service()),
                account.migration());
    }

    @Test
    @ExpectedLog(
            "upload PO-2 was not sent: customer 1200000321 moves to the other generation now; repeat it in some seconds")
    void moveThatHolds_isTakenOver_andNewWritesComeBackMeanwhile() throws Exception {
        try (Gateway one = gateway();
                Gateway other = gateway()) {
            upload(one.url(), "PO-1", "351800000000701");
            try (SqlLedger gone = SqlLedger.open(store)) {
                Routes routes = routes(gone);
                routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
                routes.hold(UNIT, 1);
                for (URI gateway : List.of(one.url(), other.url())) {
                    Answered held = upload(gateway, "PO-2", "351800000001188");
                    assertThat(held.status()).isEqualTo(503);
                    assertThat(held.body()).contains("nothing was done");
                }
                assertThat(upload(other.url(), "PO-1", "351800000000701"))
                        .as("a repeat stays on its side")
                        .isEqualTo(upload(knox.url(), "PO-1", "351800000000701"));
            }
            await("flip", () -> one.routes().find(UNIT).orElseThrow().phase() == Phase.CANARY);

            assertThat(upload(one.url(), "PO-2", "351800000001188").status()).isEqualTo(200);
        }

        assertThat(journal()).containsExactly("PO-1 ONE", "PO-2 TWO");
    }
}
