/** The wire of generation 1. */
@NullMarked
package io.github.kdpbridge.simulator.gen1;

import org.jspecify.annotations.NullMarked;
