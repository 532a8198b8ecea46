package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The services of both generations over a portal (contract, section 2). */
public final class Services {
    private static final String GEN1 = "/bulkenroll/v1/reseller";
    private static final String V1 = GEN1 + "/devices";
    private static final String V2 = "/bulkenroll/v2/reseller/devices";
    private static final String GEN2 = "/kcs/v1/rp";

    private Services() {}

    /** Generation 1, below {@code /bulkenroll}. */
    public static Service gen1(Portal portal, Accounts accounts, World.Settings settings) {
        Gen1Key key = new Gen1Key(accounts);
        Gen1Refusals refusals = new Gen1Refusals();
        Submissions submissions = new Submissions(Generation.ONE, portal);
        StatusOperation status =
                new StatusOperation(Generation.ONE, portal, settings, refusals, () -> StatusOperation.GENERATION_1);
        Lists lists = new Lists(Generation.ONE, portal, settings);
        return new WireService(
                Generation.ONE.label(),
                refusals,
                List.of(
                        Operation.of(key, "PUT", Set.of(V1, V2), submissions::upload),
                        Operation.of(key, "PUT", Set.of(V1 + "/delete", V2 + "/delete"), submissions::delete),
                        Operation.of(key, "GET", Set.of(V1 + "/status", V2 + "/status"), status::perform),
                        Operation.of(key, "GET", Set.of(V1, V2), lists::devices),
                        Operation.of(key, "POST", Set.of(GEN1 + "/customers"), lists::customers),
                        Operation.of(key, "POST", Set.of(GEN1 + "/resellers"), lists::resellers)));
    }

    /** Generation 2, below {@code /kcs}. It lists no resellers. */
    public static Service gen2(
            Portal portal, Authentication token, World.Settings settings, Supplier<Dialect> dialect) {
        Gen2Refusals refusals = new Gen2Refusals(dialect);
        Submissions submissions = new Submissions(Generation.TWO, portal);
        StatusOperation status = new StatusOperation(Generation.TWO, portal, settings, refusals, dialect);
        Lists lists = new Lists(Generation.TWO, portal, settings);
        return new WireService(
                Generation.TWO.label(),
                refusals,
                List.of(
                        Operation.of(token, "PUT", Set.of(GEN2 + "/devices/upload"), submissions::upload),
                        Operation.of(token, "PUT", Set.of(GEN2 + "/devices/delete"), submissions::delete),
                        Operation.of(token, "GET", Set.of(GEN2 + "/devices/status"), status::perform),
                        Operation.of(token, "GET", Set.of(GEN2 + "/devices"), lists::devices),
                        Operation.of(token, "GET", Set.of(GEN2 + "/customers/list"), lists::customers),
                        Operation.of(token, "GET", Set.of(GEN2 + "/profilealias/kme"), lists::profiles)));
    }
}
