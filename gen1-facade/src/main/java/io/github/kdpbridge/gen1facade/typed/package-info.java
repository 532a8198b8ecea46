/**
 * Generation 1 as a typed interface, for code without HTTP of its own; start at
 * {@link io.github.kdpbridge.gen1facade.typed.Gen1}.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.NullMarked;
