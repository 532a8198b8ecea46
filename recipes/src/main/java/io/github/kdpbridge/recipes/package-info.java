/** OpenRewrite recipes for code of generation 1. */
@NullMarked
package io.github.kdpbridge.recipes;

import org.jspecify.annotations.NullMarked;
