package io.github.kdpbridge.compattests.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Migration;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A gateway in front of both generations, whose customer may move.
 *
 * <p>Says {@code listening URL}. Takes {@code begin} and {@code hold}, the steps of a move, and confirms each.
 */
final class MovingGateway {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final String CUSTOMER = "1200000321";
    static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(CUSTOMER), null);

    private static final String KEY = "sim-gen1-key";
    private static final Duration RETENTION = Duration.ofDays(400);
    private static final Duration TAKEOVER = Duration.ofMillis(500);

    private MovingGateway() {}

    static Gateway start(String simulator, String database) {
        Gen2Account account = new Gen2Account(
                RESELLER,
                Set.of(Gen1Key.of(KEY)),
                new Gen2Service(
                        simulator + "/kcs/v1/rp",
                        OAuthTokenSource.of("sim-client", "sim-secret"),
                        Resilience.standard(),
                        Gen2Profile.standard()));
        Migration migration = new Migration(
                new Gen1Service(simulator, KEY, Resilience.standard()),
                new Plan(UnitKind.CUSTOMER, Phase.SHADOW, List.of()),
                Limits.STANDARD,
                Migration.STANDARD_SETTLE_WINDOW);
        return Gateway.start(GatewayConfig.builder()
                .account(new MigratingAccount(account, migration))
                .ledger(new LedgerStore.Postgresql(database, "", "", RETENTION, TAKEOVER))
                .build());
    }

    /**
     * Starts it.
     *
     * @param args the URLs of a simulator and of a database
     */
    public static void main(String[] args) throws IOException {
        Gateway gateway = start(args[0], args[1]);
        System.out.println("listening " + gateway.url());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("begin")) {
                Cause cause = new Cause("test", Cause.Via.PROGRAM, "to be killed", "");
                gateway.routes().begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, cause));
            } else {
                gateway.routes().hold(UNIT, 1);
            }
            System.out.println("done " + line);
        }
    }
}
