/** One session over the gateway and straight to generation 1, and whether both come to the same. */
@NullMarked
package io.github.kdpbridge.verify.parity;

import org.jspecify.annotations.NullMarked;
