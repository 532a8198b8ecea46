package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.Gen2Refusals;
import io.github.kdpbridge.simulator.wire.Operation;
import io.github.kdpbridge.simulator.wire.WireService;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Where generation 2 gets its access tokens, below {@code /ams}. */
public final class TokenService {
    private TokenService() {}

    public static Service create(Accounts accounts, TokenStore tokens, Clock clock, Supplier<Dialect> dialect) {
        AccessTokenOperation signed = new AccessTokenOperation(accounts, tokens, clock);
        OAuthOperation oauth = new OAuthOperation(accounts, tokens, dialect);
        return new WireService(
                "token",
                new Gen2Refusals(dialect),
                List.of(
                        new Operation("POST", Set.of("/ams/v1/users/accesstoken"), signed::perform),
                        new Operation("POST", Set.of("/ams/v1/oauth2/token"), oauth::perform)));
    }

    /** The authentication of generation 2, which verifies those tokens. */
    public static Authentication authentication(TokenStore tokens, Clock clock) {
        return new TokenAuthentication(tokens, clock);
    }
}
