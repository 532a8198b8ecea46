package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;

/** The static key in {@code X-WSM-API-TOKEN} (contract, section 1: documented). */
record Gen1Key(Accounts accounts) implements Authentication {
    private static final String HEADER = "X-WSM-API-TOKEN";

    @Override
    public World.Reseller account(Call call) throws Refused {
        String key = call.header(HEADER);
        if (key == null) {
            throw Refused.because(Condition.KEY_INVALID, HEADER + " is missing");
        }
        return accounts.ofGen1Key(key)
                .orElseThrow(() -> Refused.because(Condition.KEY_INVALID, HEADER + " is not known"));
    }
}
