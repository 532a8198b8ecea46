/** What one would write in an afternoon in place of the gateway. */
@NullMarked
package io.github.kdpbridge.benchmarks.translator;

import org.jspecify.annotations.NullMarked;
