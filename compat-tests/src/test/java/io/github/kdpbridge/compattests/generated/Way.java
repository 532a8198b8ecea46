package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.target.Target;
import io.github.kdpbridge.compattests.target.Targets;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.World;
import java.util.function.Function;

/** The ways into the bridge, each with its memory of writes; through some of them, the bridge cuts writes into parts. */
enum Way {
    GATEWAY(false, Targets::gateway),
    GATEWAY_WITH_FILE(false, Targets::gatewayWithLedger),
    INTERCEPTOR(false, Targets::interceptor),
    TYPED(false, Targets::typed),
    CUTTING_GATEWAY(true, world -> Targets.gateway(world, cutting())),
    CUTTING_GATEWAY_WITH_FILE(true, world -> Targets.gatewayWithLedger(world, cutting()));

    /** The most devices that the service takes in a request, where the bridge cuts. */
    static final int CUT = 2;

    private final boolean cuts;
    private final Function<World, Target> opening;

    Way(boolean cuts, Function<World, Target> opening) {
        this.cuts = cuts;
        this.opening = opening;
    }

    /** Returns whether it cuts writes. */
    boolean cuts() {
        return cuts;
    }

    Target open(World world) {
        return opening.apply(world);
    }

    private static Gen2Profile cutting() {
        return Gen2Profile.builder().deviceLimit(CUT).build();
    }
}
