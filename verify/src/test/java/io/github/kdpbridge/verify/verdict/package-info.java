/** Two sides run against each other. */
@NullMarked
package io.github.kdpbridge.verify.verdict;

import org.jspecify.annotations.NullMarked;
