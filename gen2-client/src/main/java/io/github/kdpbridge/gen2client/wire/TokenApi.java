package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Transport;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** The two token services: one method, one HTTP request, never retried. Safe for use by many threads. */
public final class TokenApi {
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(60);
    /** Above the service's lifetime (an hour, documented); a token with a longer one is renewed early. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private static final String OPERATION = "token request";
    private static final String INVALID_SCOPE = "invalid_scope";

    private static final Moshi MOSHI = new Moshi.Builder().build();

    private final JsonAdapter<AccessTokenRequestDto> requests = MOSHI.adapter(AccessTokenRequestDto.class);
    private final JsonAdapter<AccessTokenDto> accessTokens = MOSHI.adapter(AccessTokenDto.class);
    private final JsonAdapter<OAuthDto> grants = MOSHI.adapter(OAuthDto.class);
    private final Surprises surprises;
    private final Exchange exchange;

    /**
     * Creates the token services.
     *
     * @param http the transport; see {@link Transport#once}
     * @param errors the catalogue for refusals
     * @param surprises receives contradicted assumptions
     */
    public TokenApi(Call.Factory http, ErrorCatalogue errors, Surprises surprises) {
        this.surprises = surprises;
        this.exchange = new Exchange(http, OPERATION, false, new Gen2Refusals(true, errors, surprises));
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
        String body = requests.toJson(new AccessTokenRequestDto(clientIdentifierJwt, publicKey, minutes));
        String token = exchange.send(post(url, RequestBody.create(body, DevicesBody.JSON)), accessTokens::fromJson)
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
        FormBody.Builder form = new FormBody.Builder()
                .add("grant_type", "client_credentials")
                .add("client_id", clientId)
                .add("client_secret", clientSecret);
        if (scope != null) {
            form.add("scope", scope);
        }
        if (seconds != null) {
            form.add("expires_in", seconds.toString());
        }
        OAuthDto answer = grant(post(url, form.build()), scope);
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

    private static Request post(HttpUrl url, RequestBody body) {
        return new Request.Builder().url(url).post(body).build();
    }

    private OAuthDto grant(Request request, @Nullable String scope) {
        try {
            return exchange.send(request, grants::fromJson);
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
