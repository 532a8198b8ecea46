/**
 * The old service, generation 1, as an upstream: {@link io.github.kdpbridge.gen1client.Gen1Upstream} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gen1client;

import org.jspecify.annotations.NullMarked;
