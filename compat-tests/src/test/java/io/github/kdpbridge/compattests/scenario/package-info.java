/** Every scenario on every peer. */
@NullMarked
package io.github.kdpbridge.compattests.scenario;

import org.jspecify.annotations.NullMarked;
