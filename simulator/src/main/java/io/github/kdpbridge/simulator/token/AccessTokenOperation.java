package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.Required;
import io.github.kdpbridge.simulator.world.RsaKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gives an access token for a client identifier that was signed with its key (contract, section 1.2: documented). */
final class AccessTokenOperation {
    private static final int LONGEST_LIFE_MINUTES = 30;

    private final Accounts accounts;
    private final TokenStore tokens;
    private final ClaimRules rules;

    AccessTokenOperation(Accounts accounts, TokenStore tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.rules = new ClaimRules(clock);
    }

    Reply perform(Call call) throws Refused {
        JsonValue body = Required.body(call);
        String compact = jwtText(body.field("clientIdentifierJwt"));
        Duration life = life(body.field("validityForAccessTokenInMinutes"));
        String token = issue(Jwt.read(compact), key(body.field("base64EncodedStringPublicKey")), life);
        return Reply.ok(new Fields().and("accessToken", token));
    }

    private String issue(Jwt jwt, PublicKey key, Duration life) throws Refused {
        jwt.verify(key);
        rules.check(jwt, key);
        String clientIdentifier = jwt.textClaim("clientIdentifier");
        Accounts.Identified known = accounts.ofClientIdentifier(clientIdentifier)
                .orElseThrow(() -> Jwt.bad("clientIdentifier of the JWT is not registered"));
        String named = known.identifier().publicKey();
        if (named != null && !RsaKey.read(named).equals(Optional.of(key))) {
            throw wrongKey();
        }
        Instant expires = ClaimRules.expiry(jwt);
        if (!tokens.useUp(jwt.textClaim("jti"), expires == null ? Instant.MAX : expires)) {
            throw Refused.because(Condition.JWT_REUSED, "jti of the JWT was used before");
        }
        if (!tokens.pin(clientIdentifier, key)) {
            throw wrongKey();
        }
        return tokens.grant(known.account(), key, life);
    }

    private static Refused wrongKey() {
        return Jwt.bad("the public key is not the one of this client identifier");
    }

    private static String jwtText(JsonValue field) throws Refused {
        try {
            return field.text();
        } catch (JsonProblem problem) {
            throw Jwt.bad(problem.text());
        }
    }

    private static PublicKey key(JsonValue field) throws Refused {
        try {
            return RsaKey.read(field.text())
                    .orElseThrow(() -> Jwt.bad(field.path() + " is not the Base64 of a public RSA key"));
        } catch (JsonProblem problem) {
            throw Required.refused(problem);
        }
    }

    /** The requested life; public clients also send the number as a text (observed). */
    private static Duration life(JsonValue field) throws Refused {
        try {
            String minutes = field.isAbsent() ? String.valueOf(LONGEST_LIFE_MINUTES) : field.text();
            if (minutes.matches("[1-9]|[12][0-9]|30")) {
                return Duration.ofMinutes(Long.parseLong(minutes));
            }
        } catch (JsonProblem notText) {
            // Falls through to the one complaint.
        }
        throw Refused.because(Condition.VALIDITY_INVALID, field.path() + " is no whole number from 1 to 30");
    }
}
