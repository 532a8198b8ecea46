package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Form;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.wire.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives a bearer token for an OAuth client's secret (contract 1.2: documented). */
final class OAuthOperation implements Operation {
    private static final int USUAL_LIFE_SECONDS = 599;
    private static final int LONGEST_LIFE_SECONDS = 3600;

    private final Accounts accounts;
    private final TokenStore tokens;

    OAuthOperation(Accounts accounts, TokenStore tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Set<String> paths() {
        return Set.of("/ams/v1/oauth2/token");
    }

    @Override
    public Reply perform(Call call) {
        Map<String, String> form = Form.read(call.content().utf8());
        String grantType = form.getOrDefault("grant_type", "");
        if (!grantType.equals("client_credentials")) {
            return error(400, grantType.isEmpty() ? "invalid_request" : "unsupported_grant_type");
        }
        Optional<World.Reseller> account = accounts.ofOAuthClient(form.getOrDefault("client_id", ""))
                .filter(it -> it.client().clientSecret().equals(form.getOrDefault("client_secret", "")))
                .map(Accounts.OAuth::account);
        if (account.isEmpty()) {
            return error(401, "invalid_client");
        }
        int seconds = seconds(form.getOrDefault("expires_in", ""));
        if (seconds < 1 || seconds > LONGEST_LIFE_SECONDS) {
            return error(400, "invalid_request");
        }
        String token = tokens.grant(account.get(), null, Duration.ofSeconds(seconds));
        return Reply.json(200, new TokenDto(token, form.getOrDefault("scope", ""), seconds, "Bearer"));
    }

    private static int seconds(String text) {
        if (text.isEmpty()) {
            return USUAL_LIFE_SECONDS;
        }
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static Reply error(int status, String error) {
        return Reply.json(status, new ErrorDto(error));
    }

    // The names are those of RFC 6749.
    private record TokenDto(String access_token, String scope, int expires_in, String token_type) {}

    private record ErrorDto(String error) {}
}
