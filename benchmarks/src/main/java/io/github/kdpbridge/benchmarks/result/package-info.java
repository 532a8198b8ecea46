/** What was measured, kept as lines of JSON. */
@NullMarked
package io.github.kdpbridge.benchmarks.result;

import org.jspecify.annotations.NullMarked;
