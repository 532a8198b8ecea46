/** Peers that answer generation 1: the service, a gateway, or the simulator with and without the bridge. */
@NullMarked
package io.github.kdpbridge.verify.peer;

import org.jspecify.annotations.NullMarked;
