/**
 * Generation 1 as a typed interface, for code without HTTP of its own; start at {@link
 * io.github.kdpbridge.gen1facade.typed.Gen1}.
 *
 * <p><img src="doc-files/moving.svg" alt="Old calls with beans and new calls with requests go through one program; Gen1Requests and Gen1Answers translate between them.">
 *
 * <p>{@link io.github.kdpbridge.gen1facade.typed.Gen1Requests} and {@link io.github.kdpbridge.gen1facade.typed.Gen1Answers} take
 * its beans to the new client, one call after the other.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.NullMarked;
