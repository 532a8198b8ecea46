/**
 * Generation 1 on the wire: its paths, headers, JSON shapes and error codes, and nothing else.
 *
 * <p><img src="doc-files/wire.svg" alt="A request of generation 1 becomes a value of the port and its answer JSON, both as Gen1Profile says.">
 *
 * <p>{@link io.github.kdpbridge.gen1facade.wire.Gen1Profile} is for users; the rest serves the facade itself and may
 * change in any release.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.wire;

import org.jspecify.annotations.NullMarked;
