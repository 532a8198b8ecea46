/** The wire of generation 2, below <code>/kcs/v1/rp</code>. */
@NullMarked
package io.github.kdpbridge.simulator.gen2;

import org.jspecify.annotations.NullMarked;
