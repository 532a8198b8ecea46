/** The portal at its start, and the dialect of the service where the public documents leave it open. */
@NullMarked
package io.github.kdpbridge.simulator.world;

import org.jspecify.annotations.NullMarked;
