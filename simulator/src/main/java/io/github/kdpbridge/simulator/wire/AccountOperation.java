package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import java.util.Set;

/** An operation on a reseller's account: the credentials are judged before anything else. */
public abstract class AccountOperation implements Operation {
    private final Authentication authentication;
    private final String method;
    private final Set<String> paths;

    /**
     * An operation.
     *
     * @param authentication finds the account of a request
     * @param method the HTTP method
     * @param paths the paths
     */
    protected AccountOperation(Authentication authentication, String method, Set<String> paths) {
        this.authentication = authentication;
        this.method = method;
        this.paths = Set.copyOf(paths);
    }

    @Override
    public final String method() {
        return method;
    }

    @Override
    public final Set<String> paths() {
        return paths;
    }

    @Override
    public final Reply perform(Call call) throws Refused {
        return perform(call, authentication.account(call));
    }

    /**
     * Does it, for an account.
     *
     * @param call the request
     * @param account the account of its credentials
     * @return the answer
     * @throws Refused if the request is refused
     */
    protected abstract Reply perform(Call call, World.Reseller account) throws Refused;
}
