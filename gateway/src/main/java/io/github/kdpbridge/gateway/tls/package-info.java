/** The certificate that callers see. */
@NullMarked
package io.github.kdpbridge.gateway.tls;

import org.jspecify.annotations.NullMarked;
