/** The wire of both generations: routing, requests, answers and errors. */
@NullMarked
package io.github.kdpbridge.simulator.wire;

import org.jspecify.annotations.NullMarked;
