/** Gateways that are killed between any two steps, and what their callers and the service see of it. */
@NullMarked
package io.github.kdpbridge.compattests.crash;

import org.jspecify.annotations.NullMarked;
