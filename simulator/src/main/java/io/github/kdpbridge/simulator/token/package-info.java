/** Access tokens of generation 2: issued, pinned, verified. */
@NullMarked
package io.github.kdpbridge.simulator.token;

import org.jspecify.annotations.NullMarked;
