package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;

/** Finds out who calls. */
@FunctionalInterface
public interface Authentication {
    /**
     * The account that a request's credentials open.
     *
     * @param call the request
     * @return the account
     * @throws Refused with ACCESS_TOKEN_BAD_REQUEST if there are no credentials or they are not good
     */
    World.Reseller account(Call call) throws Refused;
}
