/** The measurements: each starts its programs, loads them, and records what it saw. */
@NullMarked
package io.github.kdpbridge.benchmarks.run;

import org.jspecify.annotations.NullMarked;
