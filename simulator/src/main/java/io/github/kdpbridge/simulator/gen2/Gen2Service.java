package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.CustomerListOperation;
import io.github.kdpbridge.simulator.wire.SubmitOperation;
import io.github.kdpbridge.simulator.wire.WireService;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The service of generation 2 (contract, section 2). It lists no resellers. */
public final class Gen2Service {
    private static final String BASE = "/kcs/v1/rp";

    private Gen2Service() {}

    /**
     * The service over a portal.
     *
     * @param portal the portal
     * @param authentication verifies access tokens
     * @param settings the sizes of pages
     * @param dialect how it answers at the moment
     * @return the service
     */
    public static Service create(
            Portal portal, Authentication authentication, World.Settings settings, Supplier<Dialect> dialect) {
        return new WireService(
                "gen2",
                new Gen2Refusals(dialect),
                List.of(
                        new SubmitOperation(
                                Generation.TWO, authentication, Set.of(BASE + "/devices/upload"), Kind.UPLOAD, portal),
                        new SubmitOperation(
                                Generation.TWO, authentication, Set.of(BASE + "/devices/delete"), Kind.DELETE, portal),
                        new StatusOperation(
                                authentication, Set.of(BASE + "/devices/status"), portal, settings, dialect),
                        new DeviceListOperation(authentication, Set.of(BASE + "/devices"), portal, settings),
                        new CustomerListOperation(
                                Generation.TWO, authentication, Set.of(BASE + "/customers/list"), portal, settings),
                        new ProfileListOperation(authentication, Set.of(BASE + "/profilealias/kme"), portal)));
    }
}
