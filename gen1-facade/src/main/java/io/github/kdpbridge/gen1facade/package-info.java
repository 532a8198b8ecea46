/**
 * Generation 1 as its callers know it, over any implementation of the port:
 * {@link io.github.kdpbridge.gen1facade.Gen1Handler} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gen1facade;

import org.jspecify.annotations.NullMarked;
