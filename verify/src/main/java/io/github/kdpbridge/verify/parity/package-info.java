/** One session through the gateway and straight to generation 1, and whether both end alike. */
@NullMarked
package io.github.kdpbridge.verify.parity;

import org.jspecify.annotations.NullMarked;
