package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The two token services: one method, one HTTP request, never repeated. Safe for use by many threads. */
public final class TokenApi {
    private static final int OK = 200;
    /** More than the service gives (an hour, documented); a token that lives longer is renewed sooner than it must be. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private static final String OPERATION = "token request";

    private final TokenService service;
    private final JsonAdapter<AccessTokenDto> accessTokens;
    private final JsonAdapter<OAuthDto> grants;
    private final Exchange exchange;

    private TokenApi(TokenService service, Moshi moshi, ErrorCatalogue errors) {
        this.service = service;
        this.accessTokens = moshi.adapter(AccessTokenDto.class);
        this.grants = moshi.adapter(OAuthDto.class);
        this.exchange = new Exchange(OPERATION, false, new Errors(moshi.adapter(TokenErrorDto.class)), errors);
    }

    /**
     * Returns the token services.
     *
     * @param baseUrl where the service is; each request names its own address
     * @param http the transport; see {@link Gen2Transport}
     */
    public static TokenApi create(HttpUrl baseUrl, OkHttpClient http, ErrorCatalogue errors) {
        Moshi moshi = new Moshi.Builder().add(new AnyJsonAdapter()).build();
        return new TokenApi(Gen2Transport.service(baseUrl, http, moshi, TokenService.class), moshi, errors);
    }

    /**
     * Asks for an access token of the signed-token scheme.
     *
     * @param url the address of the token service
     * @param clientIdentifierJwt the signed client identifier
     * @param publicKey the Base64 of the public key that it was signed for
     * @param minutes how long the token shall be valid
     */
    public String accessToken(HttpUrl url, String clientIdentifierJwt, String publicKey, int minutes) {
        Attempt attempt = new Attempt();
        AccessTokenRequestDto body = new AccessTokenRequestDto(clientIdentifierJwt, publicKey, minutes);
        String token = exchange.send(service.accessToken(url.toString(), body, attempt), attempt, accessTokens)
                .accessToken();
        if (token == null || token.isEmpty()) {
            throw exchange.notUnderstood(OK, "the body has no accessToken", null);
        }
        return token;
    }

    /**
     * Asks for a bearer token of the OAuth 2.0 scheme.
     *
     * @param url the address of the token service
     * @param scope the scope to ask for; null for the service's default
     * @param seconds how long the token shall be valid; null for the service's default
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
        Attempt attempt = new Attempt();
        OAuthDto answer = exchange.send(service.oauth2(url.toString(), fields, attempt), attempt, grants);
        String token = answer.accessToken();
        Long lifetime = answer.expiresIn();
        if (token == null || token.isEmpty()) {
            throw exchange.notUnderstood(OK, "the body has no access_token", null);
        }
        if (lifetime == null || lifetime <= 0) {
            throw exchange.notUnderstood(OK, "the body has no expires_in above 0", null);
        }
        return new OAuthGrant(token, Duration.ofSeconds(Math.min(lifetime, LONGEST_LIFETIME.toSeconds())));
    }

    /** Reads a refusal of either shape. */
    private static final class Errors extends JsonAdapter<ErrorDto> {
        private final JsonAdapter<TokenErrorDto> either;

        Errors(JsonAdapter<TokenErrorDto> either) {
            this.either = either;
        }

        @Override
        public @Nullable ErrorDto fromJson(JsonReader reader) throws IOException {
            TokenErrorDto error = either.fromJson(reader);
            return error == null ? null : error.toError();
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable ErrorDto error) {
            throw new UnsupportedOperationException("refusals are only read");
        }
    }
}
