/** Generation 1 as its callers know it, over any implementation of the port. */
@NullMarked
package io.github.kdpbridge.gen1facade;

import org.jspecify.annotations.NullMarked;
