/** Every scenario on every target. */
@NullMarked
package io.github.kdpbridge.compattests.scenario;

import org.jspecify.annotations.NullMarked;
