/** The programs that are measured: nginx, the gateway and the afternoon's translator, each in a process of its own. */
@NullMarked
package io.github.kdpbridge.benchmarks.program;

import org.jspecify.annotations.NullMarked;
