package io.github.kdpbridge.compattests.scenario;

import io.github.kdpbridge.compattests.peer.BridgePeers;

/** The dialects through the gateway, with a ledger and without. */
class GatewayDialectTest extends DialectTest {
    GatewayDialectTest() {
        super(BridgePeers.gateways(), 0);
    }
}
