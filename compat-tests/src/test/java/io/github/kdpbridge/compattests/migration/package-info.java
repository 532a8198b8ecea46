/** The bridge between both generations, whose customers move. */
@NullMarked
package io.github.kdpbridge.compattests.migration;

import org.jspecify.annotations.NullMarked;
