/** Remembers each write, so that a repeat of it is answered and not done again. */
@NullMarked
package io.github.kdpbridge.core.ledger;

import org.jspecify.annotations.NullMarked;
