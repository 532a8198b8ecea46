/** What the wires of both generations have in common: routing, refusals, and the reading of requests. */
@NullMarked
package io.github.kdpbridge.simulator.wire;

import org.jspecify.annotations.NullMarked;
