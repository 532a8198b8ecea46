package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;

/** Finds the account that the credentials of a request open, or refuses them. */
@FunctionalInterface
public interface Authentication {
    World.Reseller account(Call call) throws Refused;
}
