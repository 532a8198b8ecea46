/** What the bridge costs, measured beside what else one could take. */
@NullMarked
package io.github.kdpbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
