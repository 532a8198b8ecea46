/** Tests of the peers, and of what requests are called at each. */
@NullMarked
package io.github.kdpbridge.verify.peer;

import org.jspecify.annotations.NullMarked;
