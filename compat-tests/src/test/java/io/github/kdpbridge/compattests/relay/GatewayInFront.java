package io.github.kdpbridge.compattests.relay;

import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Migration;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.nio.file.Path;
import java.util.List;

/** A gateway in front of the old service, of which no customer has moved. */
final class GatewayInFront implements Peer {
    private final Gateway gateway;
    private final DirectPeer caller;

    /**
     * Starts a gateway.
     *
     * @param start the phase of its customers
     * @param folder an empty folder for its ledger
     * @param received takes note of each answer
     */
    GatewayInFront(Simulator simulator, Phase start, Path folder, List<Received> received) {
        GatewayConfig.Builder config = GatewayConfig.builder()
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                // Sessions with wrong keys are not slowed down here.
                .limits(Limits.standard().with(GatewaySettings.WRONG_KEYS, Integer.MAX_VALUE));
        Resilience fast = Resilience.builder().requestsPerSecond(1000).build();
        for (BridgeAccount account : BridgeAccount.of(World.standard(), Gen2Profile.standard())) {
            config.account(new MigratingAccount(
                    account.on(simulator),
                    new Migration(
                            new Gen1Service(simulator.url().toString(), account.gen1Key(), fast),
                            new Plan(UnitKind.CUSTOMER, start, List.of()),
                            CutOver.Limits.STANDARD,
                            Migration.STANDARD_SETTLE_WINDOW)));
        }
        this.gateway = Gateway.start(config.build());
        this.caller = new DirectPeer(gateway.url(), received);
    }

    @Override
    public Answer send(SessionRequest request) {
        return caller.send(request);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
