/**
 * The HTTP entrance for callers of generation 1, in every language:
 * {@link io.github.kdpbridge.gateway.Gateway} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gateway;

import org.jspecify.annotations.NullMarked;
