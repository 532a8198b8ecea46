/**
 * Generation 2 on the wire: its paths, headers, JSON shapes and error codes, and nothing else.
 *
 * <p>{@link io.github.kdpbridge.gen2client.wire.Gen2Profile} is for users; the rest serves the client itself and may
 * change in any release.
 */
@NullMarked
package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.NullMarked;
