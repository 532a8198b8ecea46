/** The commands for the ledger of a gateway. */
@NullMarked
package io.github.kdpbridge.cli.ledger;

import org.jspecify.annotations.NullMarked;
