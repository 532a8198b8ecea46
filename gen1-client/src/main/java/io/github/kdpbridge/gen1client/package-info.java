/**
 * The old service, generation 1, as an upstream: {@link io.github.kdpbridge.gen1client.Gen1Upstream} is where to start.
 *
 * <p><img src="doc-files/upstream.svg" alt="The request of a caller goes to the old service as it came, and its answer back unchanged; the answer is read as a value beside.">
 */
@NullMarked
package io.github.kdpbridge.gen1client;

import org.jspecify.annotations.NullMarked;
