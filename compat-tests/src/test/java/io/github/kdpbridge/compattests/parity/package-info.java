/** Tests of the comparison of both ways. */
@NullMarked
package io.github.kdpbridge.compattests.parity;

import org.jspecify.annotations.NullMarked;
