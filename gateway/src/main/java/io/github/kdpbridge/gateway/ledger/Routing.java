package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.migration.Route;
import java.time.Duration;
import java.util.Optional;

/** Tells what a write moves with. It is asked for each claim, so it must not block. */
public interface Routing {
    /** No account migrates. */
    Routing NONE = new Routing() {
        @Override
        public Optional<Route> first(ResellerId reseller, WriteRequest write) {
            return Optional.empty();
        }

        @Override
        public DrainLimits draining(ResellerId reseller) {
            return DrainLimits.standard(Duration.ZERO, Duration.ZERO);
        }
    };

    /** Returns the route of the write's unit at its first sight; empty if the account does not migrate. */
    Optional<Route> first(ResellerId reseller, WriteRequest write);

    /** Returns how long the writes of an account hold up a move; either service may have got them. */
    DrainLimits draining(ResellerId reseller);
}
