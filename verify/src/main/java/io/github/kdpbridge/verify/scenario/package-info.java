/** Scenarios: requests of generation 1 with the expected answers, in files that need no Java. */
@NullMarked
package io.github.kdpbridge.verify.scenario;

import org.jspecify.annotations.NullMarked;
