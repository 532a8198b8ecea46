/** The other ways into the bridge, as peers: a gateway without a ledger, the interceptor, the typed interface. */
@NullMarked
package io.github.kdpbridge.compattests.peer;

import org.jspecify.annotations.NullMarked;
