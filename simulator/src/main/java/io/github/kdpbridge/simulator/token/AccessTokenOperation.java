package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.Operation;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Gives an access token for a client identifier that was signed with its key (contract 1.1: observed). */
final class AccessTokenOperation implements Operation {
    private static final int LONGEST_LIFE_MINUTES = 30;

    private final Accounts accounts;
    private final TokenStore tokens;
    private final ClaimRules rules;

    AccessTokenOperation(Accounts accounts, TokenStore tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.rules = new ClaimRules(clock);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ams/v1/users/accesstoken");
    }

    @Override
    public Reply perform(Call call) throws Refused {
        try {
            JsonObject body = parse(call);
            String compact = required(body.field("clientIdentifierJwt"));
            JsonField keyField = body.field("base64EncodedStringPublicKey");
            PublicKey key = RsaKey.read(required(keyField))
                    .orElseThrow(() -> Jwt.bad(keyField.path() + " is not the Base64 of a public RSA key"));
            Duration life = life(body.field("validityForAccessTokenInMinutes"));
            return Reply.json(200, new AccessTokenDto(issue(Jwt.read(compact), key, life)));
        } catch (JsonProblem problem) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, problem.text());
        }
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
        if (!tokens.useUp(jwt.textClaim("jti"), ClaimRules.expiry(jwt))) {
            throw Jwt.bad("jti of the JWT was used before");
        }
        if (!tokens.pin(clientIdentifier, key)) {
            throw wrongKey();
        }
        return tokens.grant(known.account(), key, life);
    }

    private static Refused wrongKey() {
        return Jwt.bad("the public key is not the one of this client identifier");
    }

    private static JsonObject parse(Call call) throws JsonProblem {
        try {
            return JsonObject.parse(call.content());
        } catch (JsonProblem problem) {
            throw new JsonProblem("the body is not valid JSON: " + problem.text());
        }
    }

    private static String required(JsonField field) throws JsonProblem {
        if (field.isMissing()) {
            throw new JsonProblem(field.path() + " is missing");
        }
        return field.text();
    }

    private static Duration life(JsonField field) throws JsonProblem {
        return Duration.ofMinutes(field.isAbsent() ? LONGEST_LIFE_MINUTES : field.number(1, LONGEST_LIFE_MINUTES));
    }

    private record AccessTokenDto(String accessToken) {}
}
