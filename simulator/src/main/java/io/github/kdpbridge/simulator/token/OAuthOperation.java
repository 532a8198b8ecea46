package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Form;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives a bearer token for an OAuth client's secret (contract, section 1.1: documented). */
final class OAuthOperation {
    private static final int LONGEST_LIFE_SECONDS = 3600;

    private final Accounts accounts;
    private final TokenStore tokens;
    private final Supplier<Dialect> dialect;

    OAuthOperation(Accounts accounts, TokenStore tokens, Supplier<Dialect> dialect) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.dialect = dialect;
    }

    Reply perform(Call call) {
        Map<String, String> form = Form.read(call.content().utf8());
        String grantType = form.getOrDefault("grant_type", "");
        if (!grantType.equals("client_credentials")) {
            return error(400, grantType.isEmpty() ? "invalid_request" : "unsupported_grant_type");
        }
        Optional<Accounts.OAuth> known = accounts.ofOAuthClient(form.getOrDefault("client_id", ""))
                .filter(it -> it.client().clientSecret().equals(form.getOrDefault("client_secret", "")));
        if (known.isEmpty()) {
            return error(401, "invalid_client");
        }
        World.OAuthClient client = known.get().client();
        List<String> scopes = Scope.requested(form.getOrDefault("scope", ""), client);
        if (!scopes.stream().allMatch(it -> Scope.isKnown(it) && Scope.includes(client.scopes(), it))) {
            return error(400, "invalid_scope");
        }
        int seconds = seconds(form.getOrDefault("expires_in", ""), client.tokenLifeSeconds());
        if (seconds < 1 || seconds > LONGEST_LIFE_SECONDS) {
            return error(400, "invalid_request");
        }
        String token = tokens.grant(known.get().account(), scopes, Duration.ofSeconds(seconds));
        return Reply.ok(new Fields()
                .and("access_token", token)
                .and("scope", String.join(" ", scopes))
                .and("expires_in", dialect.get().get(Dialect.EXPIRES_IN_SHOWN) ? seconds : null)
                .and("token_type", "Bearer"));
    }

    private static int seconds(String text, int usual) {
        if (text.isEmpty()) {
            return usual;
        }
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static Reply error(int status, String error) {
        return Reply.json(status, new Fields().and("error", error));
    }
}
