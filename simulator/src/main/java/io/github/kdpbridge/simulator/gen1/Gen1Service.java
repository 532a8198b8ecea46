package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.wire.CustomerListOperation;
import io.github.kdpbridge.simulator.wire.SubmitOperation;
import io.github.kdpbridge.simulator.wire.WireService;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;

/** The service of generation 1, below {@code /bulkenroll} (contract, section 2). */
public final class Gen1Service {
    private static final String BASE = "/bulkenroll/v1/reseller";
    private static final String V1 = BASE + "/devices";
    private static final String V2 = "/bulkenroll/v2/reseller/devices";

    private Gen1Service() {}

    /**
     * The service over a portal.
     *
     * @param portal the portal
     * @param accounts the accounts and their keys
     * @param settings how it answers
     * @return the service
     */
    public static Service create(Portal portal, Accounts accounts, World.Settings settings) {
        Gen1Key key = new Gen1Key(accounts);
        return new WireService(
                "gen1",
                new Gen1Refusals(),
                List.of(
                        new SubmitOperation(Generation.ONE, key, Set.of(V1, V2), Kind.UPLOAD, portal),
                        new SubmitOperation(
                                Generation.ONE, key, Set.of(V1 + "/delete", V2 + "/delete"), Kind.DELETE, portal),
                        new StatusOperation(key, Set.of(V1 + "/status", V2 + "/status"), portal, settings),
                        new DeviceListOperation(key, Set.of(V1, V2), portal, settings),
                        new CustomerListOperation(Generation.ONE, key, Set.of(BASE + "/customers"), portal, settings),
                        new ResellerListOperation(key, Set.of(BASE + "/resellers"), portal, settings)));
    }
}
