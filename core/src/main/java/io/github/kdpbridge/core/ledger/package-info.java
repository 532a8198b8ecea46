/**
 * Remembers each write, so that a repeat of it is answered and not done again.
 *
 * <p><img src="doc-files/ledger.svg" alt="A write is claimed in the ledger before it is sent, and its outcome recorded after; a repeat gets that outcome.">
 *
 * <p>{@link io.github.kdpbridge.core.ledger.LedgerProgram} puts a {@link io.github.kdpbridge.core.ledger.Ledger} around any
 * program. {@link io.github.kdpbridge.core.ledger.InMemoryLedger} lasts as long as the process; the gateway's module has ledgers
 * in a file and in PostgreSQL.
 */
@NullMarked
package io.github.kdpbridge.core.ledger;

import org.jspecify.annotations.NullMarked;
