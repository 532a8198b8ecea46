/**
 * Generation 2 on the wire: its paths, headers, JSON shapes and error codes, and nothing else.
 *
 * <p><img src="doc-files/wire.svg" alt="A request becomes JSON of generation 2 and its answer a value, both as Gen2Profile says.">
 *
 * <p>{@link io.github.kdpbridge.gen2client.wire.Gen2Profile}, with its part
 * {@link io.github.kdpbridge.gen2client.wire.Gen2ListProfile} and the names in
 * {@link io.github.kdpbridge.gen2client.wire.ListField}, is for users; the rest serves the client itself and may change
 * in any release.
 */
@NullMarked
package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.NullMarked;
