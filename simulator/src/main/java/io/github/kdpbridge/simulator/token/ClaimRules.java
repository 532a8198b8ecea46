package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Refused;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the claims of every signed token must say (contract 1.1; the tolerances are assumed). */
final class ClaimRules {
    private static final String AUDIENCE = "KnoxWSM";
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Clock clock;

    ClaimRules(Clock clock) {
        this.clock = clock;
    }

    void check(Jwt jwt, PublicKey key) throws Refused {
        if (!RsaKey.read(jwt.textClaim("publicKey")).equals(Optional.of(key))) {
            throw Jwt.bad("publicKey of the JWT is not the key that signed it");
        }
        checkAudience(jwt.claim("aud"));
        jwt.textClaim("jti");
        checkTimes(instant(jwt, "iat"), expiry(jwt));
    }

    static Instant expiry(Jwt jwt) throws Refused {
        return instant(jwt, "exp");
    }

    private static void checkAudience(JsonField audience) throws Refused {
        try {
            for (JsonField element : audience.elementsOrSelf()) {
                if (element.text().equals(AUDIENCE)) {
                    return;
                }
            }
        } catch (JsonProblem notText) {
            // Not our audience, then.
        }
        throw Jwt.bad("aud of the JWT must be " + AUDIENCE);
    }

    private void checkTimes(Instant issued, Instant expires) throws Refused {
        Instant now = clock.instant();
        if (issued.isAfter(now.plus(SKEW))) {
            throw Jwt.bad("iat of the JWT is in the future");
        }
        if (!expires.isAfter(now)) {
            throw Jwt.bad("the JWT is expired");
        }
        if (expires.isAfter(issued.plus(LONGEST_LIFE).plus(SKEW))) {
            throw Jwt.bad("exp of the JWT is more than 30 minutes after iat");
        }
    }

    private static Instant instant(Jwt jwt, String name) throws Refused {
        try {
            return Instant.ofEpochSecond(jwt.claim(name).number(0, 1L << 40));
        } catch (JsonProblem problem) {
            throw Jwt.bad(name + " of the JWT must be in whole seconds");
        }
    }
}
