/** The common part of both generations' wires: routing, refusals, and the reading of requests. */
@NullMarked
package io.github.kdpbridge.simulator.wire;

import org.jspecify.annotations.NullMarked;
