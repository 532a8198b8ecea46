package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.world.World;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of generation 2 (contract, section 1): a signed one in {@code x-knox-apitoken}, which may be used again
 * as long as it lives, or else an OAuth one in {@code Authorization}.
 */
final class TokenAuthentication implements Authentication {
    private static final String SIGNED = "x-knox-apitoken";
    private static final String BEARER = "Bearer ";
    private static final int REMEMBERED = 100;

    private final TokenStore tokens;
    private final ClaimRules rules;
    private final Clock clock;
    /** The latest right signatures and their keys: to check one is most of the work for a small request. */
    private final Map<String, PublicKey> verified = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PublicKey> eldest) {
            return size() > REMEMBERED;
        }
    });

    TokenAuthentication(TokenStore tokens, Clock clock) {
        this.tokens = tokens;
        this.rules = new ClaimRules(clock);
        this.clock = clock;
    }

    @Override
    public World.Reseller account(Call call) throws Refused {
        String signed = call.header(SIGNED);
        return signed != null ? ofSigned(signed) : ofBearer(call);
    }

    private World.Reseller ofSigned(String compact) throws Refused {
        Jwt jwt = Jwt.read(compact);
        TokenStore.Grant grant = tokens.find(jwt.textClaim("accessToken"))
                .orElseThrow(() -> Jwt.bad("accessToken of the JWT is not known"));
        PublicKey key = grant.key();
        if (key == null) {
            throw Jwt.bad("accessToken of the JWT is a bearer token");
        }
        if (!key.equals(verified.get(compact))) {
            jwt.verify(key);
            verified.put(compact, key);
        }
        rules.check(jwt, key);
        if (grant.isExpired(clock.instant())) {
            throw Refused.because(Condition.ACCESS_TOKEN_EXPIRED, "accessToken of the JWT is expired");
        }
        return grant.account();
    }

    private World.Reseller ofBearer(Call call) throws Refused {
        String authorization = call.header("Authorization");
        if (authorization == null) {
            throw Jwt.bad(SIGNED + " is missing");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw bad("Authorization must be a Bearer token");
        }
        TokenStore.Grant grant = tokens.find(
                        authorization.substring(BEARER.length()).trim())
                .filter(it -> it.key() == null && !it.isExpired(clock.instant()))
                .orElseThrow(() -> bad("the bearer token is unknown or expired"));
        if (!Scope.includes(grant.scopes(), Scope.of(call.method(), call.path()))) {
            throw Refused.of(Condition.AUTHORIZATION_FAIL, "scope");
        }
        return grant.account();
    }

    private static Refused bad(String text) {
        return Refused.because(Condition.BEARER_TOKEN_INVALID, text);
    }
}
