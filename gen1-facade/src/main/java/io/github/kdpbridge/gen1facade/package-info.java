/** Generation 1 over any implementation of the port; start at {@link io.github.kdpbridge.gen1facade.Gen1Handler}. */
@NullMarked
package io.github.kdpbridge.gen1facade;

import org.jspecify.annotations.NullMarked;
