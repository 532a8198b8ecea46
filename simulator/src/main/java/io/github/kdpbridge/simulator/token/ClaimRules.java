package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.RsaKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for the claims of every signed token (contract, section 1.2; the tolerances are assumed). */
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

    /** When a JWT expires, or null when it does not say. */
    static @Nullable Instant expiry(Jwt jwt) throws Refused {
        return instant(jwt, "exp");
    }

    private static void checkAudience(JsonValue audience) throws Refused {
        try {
            for (JsonValue element : audience.elementsOrSelf()) {
                if (element.text().equals(AUDIENCE)) {
                    return;
                }
            }
        } catch (JsonProblem notText) {
            // Not our audience, then.
        }
        throw Jwt.bad("aud of the JWT must be " + AUDIENCE);
    }

    /** Checks the times that are there: a production library of the service's own callers sends neither. */
    private void checkTimes(@Nullable Instant issued, @Nullable Instant expires) throws Refused {
        Instant now = clock.instant();
        if (issued != null && issued.isAfter(now.plus(SKEW))) {
            throw Jwt.bad("iat of the JWT is in the future");
        }
        if (expires != null && !expires.isAfter(now)) {
            throw Jwt.bad("the JWT is expired");
        }
        if (issued != null
                && expires != null
                && expires.isAfter(issued.plus(LONGEST_LIFE).plus(SKEW))) {
            throw Jwt.bad("exp of the JWT is more than 30 minutes after iat");
        }
    }

    private static @Nullable Instant instant(Jwt jwt, String name) throws Refused {
        try {
            JsonValue claim = jwt.claim(name);
            return claim.isAbsent() ? null : Instant.ofEpochSecond(claim.number(0, 1L << 40));
        } catch (JsonProblem problem) {
            throw Jwt.bad(name + " of the JWT must be in whole seconds");
        }
    }
}
