/** The durable ledgers of a gateway: a file, or PostgreSQL when several gateways share the work. */
@NullMarked
package io.github.kdpbridge.gateway.ledger;

import org.jspecify.annotations.NullMarked;
