/**
 * OpenRewrite recipes for code of generation 1.
 *
 * <p><img src="doc-files/recipes.svg" alt="Recipes find code of generation 1, put it on the bridge as it is, or move it to the native client.">
 *
 * <p>They change a project step by step: {@link io.github.kdpbridge.recipes.FindGen1}, {@link
 * io.github.kdpbridge.recipes.ToBridge}, {@link io.github.kdpbridge.recipes.ToNativeClient}.
 */
@NullMarked
package io.github.kdpbridge.recipes;

import org.jspecify.annotations.NullMarked;
