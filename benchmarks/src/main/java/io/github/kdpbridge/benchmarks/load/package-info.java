/** Load on a program: what is sent, and what wrk says of it. */
@NullMarked
package io.github.kdpbridge.benchmarks.load;

import org.jspecify.annotations.NullMarked;
