/** Two sides run against each other. */
@NullMarked
package io.github.kdpbridge.compattests.verify;

import org.jspecify.annotations.NullMarked;
