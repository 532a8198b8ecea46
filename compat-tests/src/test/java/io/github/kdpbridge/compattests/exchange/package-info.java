/** The exchanges of the contract, sent through the gateway to a service that answers as they say. */
@NullMarked
package io.github.kdpbridge.compattests.exchange;

import org.jspecify.annotations.NullMarked;
