/** The compatibility suite: sessions, targets and the comparison of outcomes. */
@NullMarked
package io.github.kdpbridge.compattests;

import org.jspecify.annotations.NullMarked;
