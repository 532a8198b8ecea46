/**
 * Generation 1 as a typed interface, for code that wants its shapes without writing HTTP by hand:
 * {@link io.github.kdpbridge.gen1facade.typed.Gen1} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.NullMarked;
