package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.WireService;
import java.util.List;
import java.util.Set;

/** The service of generation 2 (contract section 2). */
public final class Gen2Service {
    private static final String BASE = "/kcs/v1/rp";

    private Gen2Service() {}

    /**
     * The service over a portal.
     *
     * @param portal the portal
     * @param authentication verifies access tokens
     * @param settings how it answers
     * @return the service
     */
    public static Service create(Portal portal, Authentication authentication, World.Settings settings) {
        int pageSizeLimit = settings.pageSizeLimit();
        return new WireService(
                "gen2",
                new Gen2Dialect(),
                List.of(
                        new SubmitOperation(authentication, Set.of(BASE + "/devices/upload"), Kind.UPLOAD, portal),
                        new SubmitOperation(authentication, Set.of(BASE + "/devices/delete"), Kind.DELETE, portal),
                        new StatusOperation(
                                authentication, Set.of(BASE + "/devices/status"), portal, settings.gen2StatusWrapped()),
                        new DeviceListOperation(authentication, Set.of(BASE + "/devices"), portal, pageSizeLimit),
                        new CustomerListOperation(
                                authentication,
                                Set.of(BASE + "/customers", BASE + "/customers/list"),
                                portal,
                                pageSizeLimit),
                        new ResellerListOperation(authentication, Set.of(BASE + "/resellers"), portal, pageSizeLimit),
                        new ProfileListOperation(authentication, Set.of(BASE + "/profilealias/kme"), portal)));
    }
}
