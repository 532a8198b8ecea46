/** Gateways with a small heap, in JVMs of their own, which must not run out of it. */
@NullMarked
package io.github.kdpbridge.compattests.heap;

import org.jspecify.annotations.NullMarked;
