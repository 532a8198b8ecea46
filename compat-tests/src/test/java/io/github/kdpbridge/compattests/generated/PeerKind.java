package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.peer.BridgePeers;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.SimulatedPeer;

/** What the bridge is asked through, each with its own memory of writes; some of them cut writes into parts. */
enum PeerKind {
    GATEWAY(false),
    GATEWAY_WITH_FILE(false),
    INTERCEPTOR(false),
    TYPED(false),
    CUTTING_GATEWAY(true),
    CUTTING_GATEWAY_WITH_FILE(true);

    /** The most devices that the service takes in a request, where the bridge cuts. */
    static final int CUT = 2;

    private final boolean cuts;

    PeerKind(boolean cuts) {
        this.cuts = cuts;
    }

    /** Returns whether it cuts writes. */
    boolean cuts() {
        return cuts;
    }

    SimulatedPeer open(World world) {
        return switch (this) {
            case GATEWAY -> BridgePeers.gateway(world, Gen2Profile.standard());
            case GATEWAY_WITH_FILE -> SimulatedPeer.gateway(world);
            case INTERCEPTOR -> BridgePeers.interceptor(world);
            case TYPED -> BridgePeers.typed(world);
            case CUTTING_GATEWAY -> BridgePeers.gateway(world, cutting());
            case CUTTING_GATEWAY_WITH_FILE -> SimulatedPeer.gateway(world, cutting());
        };
    }

    private static Gen2Profile cutting() {
        return Gen2Profile.builder().deviceLimit(CUT).build();
    }
}
