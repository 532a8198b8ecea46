/** Two sides that speak generation 1, run against each other: scenarios or a recorded session, and what came of them. */
@NullMarked
package io.github.kdpbridge.compattests.verify;

import org.jspecify.annotations.NullMarked;
