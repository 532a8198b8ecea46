package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gen2client.token.ServerClock;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import io.github.kdpbridge.serviceclient.http.Transport;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An account's service with its raw answers, without the client's interpretation. */
final class RawService implements AutoCloseable {
    private static final long LONGEST_BODY = 16L << 20;

    private final Gen2Account account;
    private final HttpUrl baseUrl;
    private final OkHttpClient http;
    private final TokenLife tokenLife = new TokenLife();
    private final ServerClock clock;
    private @Nullable Token token;

    RawService(Gen2Account account, OkHttpClient http, Clock clock) {
        this.account = account;
        String url = account.service().baseUrl();
        this.baseUrl = HttpUrl.get(url.endsWith("/") ? url : url + "/");
        this.http = http;
        this.clock = new ServerClock(clock);
    }

    /**
     * An answer.
     *
     * @param status its HTTP status
     * @param body its body; {@link JsonValue#NONE} if it is not JSON
     */
    record Answer(int status, JsonValue body) {
        boolean isGood() {
            return status == 200;
        }
    }

    /** Notes whether the answer to a token request has a lifetime. The token itself is not kept. */
    private static final class TokenLife implements Interceptor {
        private volatile @Nullable Boolean shown;

        @Override
        public Response intercept(Chain chain) throws IOException {
            Response response = chain.proceed(chain.request());
            JsonValue body = JsonValue.parse(response.peekBody(LONGEST_BODY).string());
            if (body.get("access_token").isThere()) {
                shown = body.get("expires_in").isThere();
            }
            return response;
        }
    }

    /**
     * Obtains the token for all requests.
     *
     * @throws KdpException if the service gives none
     */
    void obtainToken() {
        OkHttpClient once = Transport.once(
                http.newBuilder().addInterceptor(tokenLife).build(),
                clock,
                account.service().resilience());
        token = account.service()
                .tokens()
                .request(new TokenContext(
                        new TokenApi(once, account.service().profile().errors(), Surprises.ignored()),
                        Objects.requireNonNull(
                                baseUrl.resolve(account.service().profile().tokenPath()), "tokenUrl"),
                        Objects.requireNonNull(
                                baseUrl.resolve(account.service().profile().oauthPath()), "oauthUrl"),
                        clock));
    }

    /** Returns whether the token came with its lifetime; empty if its scheme has none. */
    Optional<Boolean> tokenHasLife() {
        return Optional.ofNullable(tokenLife.shown);
    }

    /**
     * Sends a request that changes nothing.
     *
     * @param path below the base URL
     */
    Answer get(String path, Map<String, String> query, Map<String, String> headers) throws IOException {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments(path);
        query.forEach(url::addQueryParameter);
        Request.Builder request = new Request.Builder().url(url.build());
        headers.forEach(request::header);
        Objects.requireNonNull(token, "token").headers().forEach(request::header);
        try (Response response = http.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(),
                    JsonValue.parse(response.peekBody(LONGEST_BODY).string()));
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
