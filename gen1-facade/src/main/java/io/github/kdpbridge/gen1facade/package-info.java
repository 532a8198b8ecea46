/**
 * Generation 1 over any implementation of the port; start at {@link io.github.kdpbridge.gen1facade.Gen1Handler}.
 *
 * <p><img src="doc-files/handler.svg" alt="A request of generation 1 is read and translated, carried out by a program, and answered as generation 1 does.">
 *
 * <p>A handler knows no transport: it takes a {@link io.github.kdpbridge.gen1facade.Gen1Request} and gives a {@link
 * io.github.kdpbridge.gen1facade.Gen1Response}. {@link io.github.kdpbridge.gen1facade.Gen1Translation} is its translation alone.
 */
@NullMarked
package io.github.kdpbridge.gen1facade;

import org.jspecify.annotations.NullMarked;
