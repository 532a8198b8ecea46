package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.serviceclient.http.Attempt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The two token services: one method, one HTTP request, never retried. Safe for use by many threads. */
public final class TokenApi {
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(60);
    /** Above the service's lifetime (an hour, documented); a token with a longer one is renewed early. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private static final String OPERATION = "token request";
    private static final String INVALID_SCOPE = "invalid_scope";

    private final TokenService service;
    private final JsonAdapter<AccessTokenDto> accessTokens;
    private final JsonAdapter<OAuthDto> grants;
    private final Surprises surprises;
    private final Exchange exchange;

    private TokenApi(TokenService service, Moshi moshi, ErrorCatalogue errors, Surprises surprises) {
        this.service = service;
        this.accessTokens = moshi.adapter(AccessTokenDto.class);
        this.grants = moshi.adapter(OAuthDto.class);
        this.surprises = surprises;
        this.exchange = new Exchange(OPERATION, false, true, errors, surprises);
    }

    /**
     * Returns the token services.
     *
     * @param baseUrl the service; each request has its own URL
     * @param http the transport; see {@link Gen2Transport}
     */
    public static TokenApi create(HttpUrl baseUrl, OkHttpClient http, ErrorCatalogue errors) {
        return create(baseUrl, http, errors, Surprises.ignored());
    }

    /**
     * Returns the token services.
     *
     * @param baseUrl the service; each request has its own URL
     * @param http the transport; see {@link Gen2Transport}
     * @param surprises receives contradicted assumptions
     */
    public static TokenApi create(HttpUrl baseUrl, OkHttpClient http, ErrorCatalogue errors, Surprises surprises) {
        Moshi moshi = new Moshi.Builder().build();
        return new TokenApi(Gen2Transport.service(baseUrl, http, moshi, TokenService.class), moshi, errors, surprises);
    }

    /**
     * Requests an access token by the signed-token scheme.
     *
     * @param url the address of the token service
     * @param clientIdentifierJwt the signed client identifier
     * @param publicKey the Base64 of the public key that it was signed for
     * @param minutes the requested lifetime
     */
    public String accessToken(HttpUrl url, String clientIdentifierJwt, String publicKey, int minutes) {
        Attempt attempt = new Attempt();
        AccessTokenRequestDto body = new AccessTokenRequestDto(clientIdentifierJwt, publicKey, minutes);
        String token = exchange.send(service.accessToken(url.toString(), body, attempt), attempt, accessTokens)
                .accessToken();
        if (token == null || token.isEmpty()) {
            throw exchange.notUnderstood("the body has no accessToken");
        }
        return token;
    }

    /**
     * Requests a bearer token by OAuth 2.0.
     *
     * @param url the address of the token service
     * @param scope the requested scope; null for the service's default
     * @param seconds the requested lifetime; null for the service's default
     * @return the token; without a lifetime in the answer, with the requested one, or else with 60 seconds, the
     *     shortest possible (documented)
     */
    public OAuthGrant oauth2(
            HttpUrl url, String clientId, String clientSecret, @Nullable String scope, @Nullable Long seconds) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret);
        if (scope != null) {
            fields.put("scope", scope);
        }
        if (seconds != null) {
            fields.put("expires_in", seconds.toString());
        }
        OAuthDto answer = grant(url, fields, scope);
        String token = answer.accessToken();
        Long lifetime = answer.expiresIn();
        if (token == null || token.isEmpty()) {
            throw exchange.notUnderstood("the body has no access_token");
        }
        if (lifetime == null) {
            lifetime = seconds == null ? SHORTEST_LIFETIME.toSeconds() : seconds;
        }
        if (lifetime <= 0) {
            throw exchange.notUnderstood("the body has no expires_in above 0");
        }
        return new OAuthGrant(token, Duration.ofSeconds(Math.min(lifetime, LONGEST_LIFETIME.toSeconds())));
    }

    private OAuthDto grant(HttpUrl url, Map<String, String> fields, @Nullable String scope) {
        Attempt attempt = new Attempt();
        try {
            return exchange.send(service.oauth2(url.toString(), fields, attempt), attempt, grants);
        } catch (RefusedException e) {
            if (!e.error().code().equals(INVALID_SCOPE)) {
                throw e;
            }
            surprises.seen(Assumption.SCOPE, INVALID_SCOPE);
            String asked = scope == null ? "a token without a scope" : "the scope " + scope;
            throw new RefusedLocallyException(
                    OPERATION,
                    Reason.CREDENTIALS,
                    "the token service refuses %s (invalid_scope): set the scope of the app's registration, or none, with"
                                    .formatted(asked)
                            + " OAuthTokenSource.withScope or resellers[].gen2.auth.scope",
                    e);
        }
    }
}
