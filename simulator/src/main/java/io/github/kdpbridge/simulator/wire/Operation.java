package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import java.util.Set;

/** One operation of a service: where it is found, and what it does. */
public record Operation(String method, Set<String> paths, Action action) {
    /** Answers a call, or refuses it; the service writes the refusal. */
    @FunctionalInterface
    public interface Action {
        Reply perform(Call call) throws Refused;
    }

    /** Answers a call of an account. */
    @FunctionalInterface
    interface AccountAction {
        Reply perform(Call call, World.Reseller account) throws Refused;
    }

    /** An operation on a reseller's account: the credentials are judged before anything else. */
    static Operation of(Authentication authentication, String method, Set<String> paths, AccountAction action) {
        return new Operation(method, paths, call -> action.perform(call, authentication.account(call)));
    }
}
