/**
 * The answers of generation 1, read. What they look like is in {@link io.github.kdpbridge.gen1facade.wire.Gen1Profile}, which
 * writes them for callers. The package serves the client itself and may change in any release.
 */
@NullMarked
package io.github.kdpbridge.gen1client.wire;

import org.jspecify.annotations.NullMarked;
