/** The two HTTP servers: one for callers, one for operators. */
@NullMarked
package io.github.kdpbridge.gateway.http;

import org.jspecify.annotations.NullMarked;
