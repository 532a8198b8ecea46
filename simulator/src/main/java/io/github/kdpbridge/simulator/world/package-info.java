/** The portal when it starts, and how the service behaves where nothing public says it. */
@NullMarked
package io.github.kdpbridge.simulator.world;

import org.jspecify.annotations.NullMarked;
