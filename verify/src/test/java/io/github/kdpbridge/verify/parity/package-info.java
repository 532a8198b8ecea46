/** Tests of the comparison of both ways. */
@NullMarked
package io.github.kdpbridge.verify.parity;

import org.jspecify.annotations.NullMarked;
