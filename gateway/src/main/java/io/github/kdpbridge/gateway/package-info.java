/** The HTTP entrance for callers of generation 1. */
@NullMarked
package io.github.kdpbridge.gateway;

import org.jspecify.annotations.NullMarked;
