/** The accounts that migrate: the phases of their customers, and the moves that this gateway drives. */
@NullMarked
package io.github.kdpbridge.gateway.migration;

import org.jspecify.annotations.NullMarked;
