package io.github.kdpbridge.gen2client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTokenSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final MockWebServer server = new MockWebServer();
    private TokenContext context;

    @BeforeEach
    void start() throws IOException {
        server.start();
        HttpUrl url = server.url("/");
        context = new TokenContext(
                new TokenApi(new OkHttpClient(), ErrorCatalogue.standard(), Surprises.ignored()),
                url,
                url,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Token request(String answer) {
        server.enqueue(new MockResponse.Builder().body(answer).build());
        return OAuthTokenSource.of("client", "secret").request(context);
    }

    @Test
    void documentedAnswer_isABearerToken() {
        Token token = request("{\"access_token\":\"abc\",\"scope\":\"\",\"expires_in\":599,\"token_type\":\"Bearer\"}");

        assertThat(token).isEqualTo(new Token("Authorization", "Bearer abc", NOW, NOW.plusSeconds(599)));
    }

    @Test
    void lifetimeBeyondAllTime_isADay() {
        Token token = request("{\"access_token\":\"abc\",\"expires_in\":9223372036854775807}");

        assertThat(token.lifetime()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"expires_in\":599}                        | access_token",
                "{\"access_token\":\"\",\"expires_in\":599}    | access_token",
                "{\"access_token\":\"abc\",\"expires_in\":0}   | expires_in above 0",
            })
    void halfAnAnswer_isNotUnderstood(String answer, String missing) {
        assertThatThrownBy(() -> request(answer))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessage("token request got an answer that cannot be understood: the body has no " + missing
                        + " [HTTP 200]");
    }

    /** The shortest life that there is may be safely assumed (documented: 1 to 60 minutes). */
    @Test
    void answerWithoutALife_livesAsLongAsWasAskedForOrAMinute() {
        assertThat(request("{\"access_token\":\"abc\"}").lifetime()).isEqualTo(Duration.ofSeconds(60));

        server.enqueue(
                new MockResponse.Builder().body("{\"access_token\":\"abc\"}").build());
        assertThat(OAuthTokenSource.of("client", "secret")
                        .withLifetime(Duration.ofMinutes(10))
                        .request(context)
                        .lifetime())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void scope_isTheWholeProgramByDefault_andMayBeSetOrLeftOut() throws Exception {
        OAuthTokenSource source = OAuthTokenSource.of("client", "secret");
        for (OAuthTokenSource each : List.of(source, source.withScope("kdp.devices:view"), source.withScope(null))) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"access_token\":\"abc\",\"expires_in\":599}")
                    .build());
            each.request(context);
        }

        String form = "grant_type=client_credentials&client_id=client&client_secret=secret";
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo(form + "&scope=kdp");
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo(form + "&scope=kdp.devices%3Aview");
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo(form);
    }

    @Test
    void refusedScope_namesTheSetting() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\":\"invalid_scope\"}")
                .build());

        assertThatThrownBy(() -> OAuthTokenSource.of("client", "secret").request(context))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS))
                .hasMessage(
                        "token request was not sent: the token service refuses the scope kdp (invalid_scope): set the"
                                + " scope of the app's registration, or none, with OAuthTokenSource.withScope or"
                                + " resellers[].gen2.auth.scope");
    }

    @Test
    void lifetime_isFromASecondToAnHour() {
        OAuthTokenSource source = OAuthTokenSource.of("client", "secret");

        assertThat(source.withLifetime(Duration.ofSeconds(1))).isNotNull();
        assertThat(source.withLifetime(Duration.ofHours(1))).isNotNull();
        assertThatThrownBy(() -> source.withLifetime(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the lifetime must be from 1 second to 1 hour, not PT0.999S");
        assertThatThrownBy(() -> source.withLifetime(Duration.ofMillis(3_600_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the lifetime must be from 1 second to 1 hour, not PT1H0.001S");
    }

    @Test
    void text_hasNoSecretInIt() {
        assertThat(OAuthTokenSource.of("client", "secret")).hasToString("OAuthTokenSource");
        assertThat(new Token("t", "abc", NOW, NOW.plusSeconds(1)))
                .hasToString("Token[t, issued 2026-11-22T10:00:00Z, expires 2026-11-22T10:00:01Z]");
    }
}
