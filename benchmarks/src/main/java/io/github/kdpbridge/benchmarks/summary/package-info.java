/** The tables of {@code docs/performance.md}, made from what {@code bin/bench} and JMH wrote. */
@NullMarked
package io.github.kdpbridge.benchmarks.summary;

import org.jspecify.annotations.NullMarked;
