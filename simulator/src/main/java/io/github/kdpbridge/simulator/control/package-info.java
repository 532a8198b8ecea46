/** The simulator's own remote control, below <code>/_sim/</code>. */
@NullMarked
package io.github.kdpbridge.simulator.control;

import org.jspecify.annotations.NullMarked;
