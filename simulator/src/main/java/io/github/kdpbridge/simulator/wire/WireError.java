package io.github.kdpbridge.simulator.wire;

/** A condition in the words of one generation, with the status of a request that is refused for it (contract, section 8). */
record WireError(int code, String name, int status) {}
