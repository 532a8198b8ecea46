/** The server's certificate. */
@NullMarked
package io.github.kdpbridge.gateway.tls;

import org.jspecify.annotations.NullMarked;
