/** The served resellers: their clients, and the settlement of their open writes. */
@NullMarked
package io.github.kdpbridge.gateway.reseller;

import org.jspecify.annotations.NullMarked;
