package io.github.kdpbridge.gateway.reseller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.gateway.Stub;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResellersTest {
    private static final Gen2Account MADE = new Gen2Account(
            ResellerId.of("4680000925"),
            Set.of(Gen1Key.of("key-of-925")),
            new Gen2Service(
                    "http://127.0.0.1:9/",
                    OAuthTokenSource.of("sim-client", "sim-secret"),
                    Resilience.standard(),
                    Gen2Profile.standard()));

    /** No memory for its ledger, perhaps. */
    private static final DeploymentProgram BROKEN = Stub.of(
            DeploymentProgram.class,
            Map.of("reseller", nothing -> ResellerId.of("4680000926"), "remembersWrites", nothing -> {
                throw new OutOfMemoryError("made up");
            }));

    @Test
    void configurationThatCannotBeServed_hasItsClientsClosed() {
        GatewayConfig config = GatewayConfig.builder()
                .account(MADE)
                .account("key-of-926", BROKEN)
                .build();
        try (GatewayMeters meters = new GatewayMeters()) {
            ContractWatch watch = new ContractWatch(meters, Clock.systemUTC(), Ticker.systemTicker());
            InMemoryLedger ledger = InMemoryLedger.create();
            try (Resellers resellers = new Resellers(meters, watch, new TokenWatch(meters));
                    LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch)) {
                Clients clients = resellers.clients(config);

                assertThatThrownBy(() -> resellers.serve(config, clients, keeper))
                        .isExactlyInstanceOf(OutOfMemoryError.class)
                        .hasMessage("made up");

                assertThat(clients.all())
                        .singleElement()
                        .satisfies(client -> assertThatThrownBy(client::authenticate)
                                .isInstanceOfSatisfying(
                                        RefusedLocallyException.class,
                                        e -> assertThat(e.reason())
                                                .isEqualTo(RefusedLocallyException.Reason.CANCELLED)));
            }
        }
    }
}
