/** The page of figures: tables and charts, made from results. */
@NullMarked
package io.github.kdpbridge.benchmarks.page;

import org.jspecify.annotations.NullMarked;
