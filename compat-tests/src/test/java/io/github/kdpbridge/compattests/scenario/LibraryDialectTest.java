package io.github.kdpbridge.compattests.scenario;

import io.github.kdpbridge.compattests.peer.BridgePeers;

/** The dialects in the program of the caller: through the interceptor and the typed interface. */
class LibraryDialectTest extends DialectTest {
    LibraryDialectTest() {
        super(BridgePeers.libraries(), 1);
    }
}
