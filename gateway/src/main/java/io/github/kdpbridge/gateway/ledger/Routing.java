package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.migration.Route;
import java.util.Optional;

/** Tells what a write moves with. It is asked for each claim, so it must not block. */
@FunctionalInterface
public interface Routing {
    /** No account migrates. */
    Routing NONE = (reseller, write) -> Optional.empty();

    /** Returns the route of the write's unit at its first sight; empty if the account does not migrate. */
    Optional<Route> first(ResellerId reseller, WriteRequest write);
}
