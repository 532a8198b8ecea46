/** Every scenario on every target. */
@NullMarked
package io.github.kdpbridge.compattests.target;

import org.jspecify.annotations.NullMarked;
