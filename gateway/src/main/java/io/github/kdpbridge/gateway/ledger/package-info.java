/** Durable ledgers: a file for one gateway, or PostgreSQL for several. */
@NullMarked
package io.github.kdpbridge.gateway.ledger;

import org.jspecify.annotations.NullMarked;
