package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.gen2.Gen2Refusals;
import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.WireService;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Where generation 2 gets its access tokens, below {@code /ams}. */
public final class TokenService {
    private TokenService() {}

    /**
     * The service.
     *
     * @param accounts the accounts and their clients
     * @param tokens where tokens are kept
     * @param clock the clock by which JWTs expire
     * @param dialect how it answers at the moment
     * @return the service
     */
    public static Service create(Accounts accounts, TokenStore tokens, Clock clock, Supplier<Dialect> dialect) {
        return new WireService(
                "token",
                new Gen2Refusals(dialect),
                List.of(
                        new AccessTokenOperation(accounts, tokens, clock),
                        new OAuthOperation(accounts, tokens, dialect)));
    }

    /**
     * The verification of those tokens.
     *
     * @param tokens where tokens are kept
     * @param clock the clock by which JWTs expire
     * @return the authentication of generation 2
     */
    public static Authentication authentication(TokenStore tokens, Clock clock) {
        return new TokenAuthentication(tokens, clock);
    }
}
