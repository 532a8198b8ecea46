package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.Authentication;
import java.security.PublicKey;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of generation 2 (contract section 1): a signed one in {@code x-knox-apitoken}, which may be used again
 * as long as it lives, or else an OAuth one in {@code Authorization}.
 */
final class TokenAuthentication implements Authentication {
    private static final String SIGNED = "x-knox-apitoken";
    private static final String BEARER = "Bearer ";

    private final TokenStore tokens;
    private final ClaimRules rules;

    TokenAuthentication(TokenStore tokens, Clock clock) {
        this.tokens = tokens;
        this.rules = new ClaimRules(clock);
    }

    @Override
    public World.Reseller account(Call call) throws Refused {
        String signed = call.header(SIGNED);
        return signed != null ? ofSigned(signed) : ofBearer(call.header("Authorization"));
    }

    private World.Reseller ofSigned(String compact) throws Refused {
        Jwt jwt = Jwt.read(compact);
        TokenStore.Grant grant = grant(jwt.textClaim("accessToken"));
        PublicKey key = grant.key();
        if (key == null) {
            throw Jwt.bad("accessToken of the JWT is a bearer token");
        }
        jwt.verify(key);
        rules.check(jwt, key);
        return grant.account();
    }

    private World.Reseller ofBearer(@Nullable String authorization) throws Refused {
        if (authorization == null) {
            throw Jwt.bad(SIGNED + " is missing");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Jwt.bad("Authorization must be a Bearer token");
        }
        TokenStore.Grant grant = grant(authorization.substring(BEARER.length()).trim());
        if (grant.key() != null) {
            throw Jwt.bad("the access token must be signed and sent as " + SIGNED);
        }
        return grant.account();
    }

    private TokenStore.Grant grant(String token) throws Refused {
        return tokens.find(token).orElseThrow(() -> Jwt.bad("the access token is unknown or expired"));
    }
}
