/** What happens in the process, by JMH. */
@NullMarked
package io.github.kdpbridge.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
