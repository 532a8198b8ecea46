/** What is large or without end, and a gateway with a heap of 256 MiB. */
@NullMarked
package io.github.kdpbridge.compattests.heap;

import org.jspecify.annotations.NullMarked;
