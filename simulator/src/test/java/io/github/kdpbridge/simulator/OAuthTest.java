package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OAuthTest {
    private static final String GOOD = "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret";
    private static final String STATUS = "/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=1";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    @Test
    void bearerToken_opensTheAccount_untilItExpires() throws IOException {
        String token = Trees.text(ask(GOOD).body(), "access_token");
        Caller caller = Caller.gen2(KNOX.simulator(), token);
        KNOX.simulator().advanceClock(Duration.ofSeconds(598));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(404);

        KNOX.simulator().advanceClock(Duration.ofSeconds(1));

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(401);
    }

    @Test
    void scopeAndLife_areAsAsked() throws IOException {
        assertThat(Trees.object(
                        ask(GOOD + "&scope=kdp%3Aall+more&expires_in=3600").body()))
                .containsEntry("scope", "kdp:all more")
                .containsEntry("expires_in", 3600.0)
                .containsEntry("token_type", "Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=sim-client&client_secret=wrong, 401, invalid_client",
        "grant_type=client_credentials&client_id=nobody&client_secret=sim-secret, 401, invalid_client",
        "grant_type=client_credentials, 401, invalid_client",
        "grant_type=password&client_id=sim-client&client_secret=sim-secret, 400, unsupported_grant_type",
        "client_id=sim-client&client_secret=sim-secret, 400, invalid_request",
        "grant_type, 400, invalid_request",
        "grant_type=%zz, 400, unsupported_grant_type",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=0, 400, invalid_request",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=3601, 400, invalid_request",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=x, 400, invalid_request",
    })
    void wrongRequest_isRefusedAsTheStandardSays(String form, int status, String error) throws IOException {
        HttpResponse<String> answer = ask(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void anotherScheme_isRefused() throws IOException {
        HttpResponse<String> answer =
                Caller.authorized(KNOX.simulator(), "Basic c2ltOnNpbQ==").get(STATUS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Trees.text(answer.body(), "data")).isEqualTo("Authorization must be a Bearer token");
    }

    private static HttpResponse<String> ask(String form) throws IOException {
        return Caller.plain(KNOX.simulator()).post("/ams/v1/oauth2/token", form);
    }
}
