package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.target.Target;
import io.github.kdpbridge.compattests.target.Targets;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.world.World;

/** The ways into the bridge, each with its memory of writes; through some of them, the bridge cuts writes into parts. */
enum Way {
    GATEWAY(false),
    GATEWAY_WITH_FILE(false),
    INTERCEPTOR(false),
    TYPED(false),
    CUTTING_GATEWAY(true),
    CUTTING_GATEWAY_WITH_FILE(true);

    /** The most devices that the service takes in a request, where the bridge cuts. */
    static final int CUT = 2;

    private final boolean cuts;

    Way(boolean cuts) {
        this.cuts = cuts;
    }

    /** Returns whether it cuts writes. */
    boolean cuts() {
        return cuts;
    }

    Target open(World world) {
        return switch (this) {
            case GATEWAY -> Targets.gateway(world);
            case GATEWAY_WITH_FILE -> Targets.gatewayWithLedger(world);
            case INTERCEPTOR -> Targets.interceptor(world);
            case TYPED -> Targets.typed(world);
            case CUTTING_GATEWAY -> Targets.gateway(world, cutting());
            case CUTTING_GATEWAY_WITH_FILE -> Targets.gatewayWithLedger(world, cutting());
        };
    }

    private static Gen2Profile cutting() {
        return Gen2Profile.builder().deviceLimit(CUT).build();
    }
}
