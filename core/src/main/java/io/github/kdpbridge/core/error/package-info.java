/**
 * The errors of the service, of the connection and of the library itself.
 *
 * <p><img src="doc-files/family.svg" alt="What went wrong, the exception for it, and what to do.">
 *
 * <p>{@link io.github.kdpbridge.core.error.KdpException} is the root of all: {@code advice()} says what to do, and {@code
 * mayHaveTakenEffect()} whether a write may have been carried out. {@link io.github.kdpbridge.core.error.Condition} is what a
 * code of either generation means, and {@link io.github.kdpbridge.core.error.ErrorCatalogue} the table of the codes.
 */
@NullMarked
package io.github.kdpbridge.core.error;

import org.jspecify.annotations.NullMarked;
