package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed tokens: who gets an access token, and with which header it opens the account. */
final class SignedTokenTest {
    private static final String TOKENS = "/ams/v1/users/accesstoken";
    private static final String STATUS = "/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=1";
    private static final long NOW = TestWorlds.START.getEpochSecond();
    private static final Signer SIGNER = Signer.at(TestWorlds.START);
    private static final Signer STRANGER = Signer.at(TestWorlds.START);

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    @Test
    void signedHeader_opensTheAccount_asOftenAsItLives() throws IOException {
        Caller caller = Caller.signed(
                KNOX.simulator(), header(SIGNER, accessToken(SIGNER)).jwt());

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::generation, RecordedRequest::status)
                .containsExactly(tuple("token", 200), tuple("gen2", 200), tuple("gen2", 200));
    }

    @Test
    void accessToken_expires() throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier").replace("Minutes\":30", "Minutes\":5");
        String token = Trees.text(ask(body).body(), "accessToken");
        Caller caller = Caller.signed(KNOX.simulator(), header(SIGNER, token).jwt());
        KNOX.simulator().advanceClock(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);

        KNOX.simulator().advanceClock(Duration.ofSeconds(1));

        HttpResponse<String> answer = caller.get(STATUS);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4032251,\"message\":\"ACCESS_TOKEN_EXPIRED\","
                        + "\"data\":\"Provided Access token has expired.\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aud       | "other"
            aud       | ["a","b"]
            aud       | {}
            aud       | none
            jti       | none
            publicKey | none
            publicKey | "AAAA"
            iat       | +61
            iat       | -61
            iat       | "x"
            exp       | +0
            exp       | "x"
            """)
    void wrongClaim_isRefused(String claim, String value) throws IOException {
        String raw =
                value.startsWith("+") || value.startsWith("-") ? String.valueOf(NOW + Long.parseLong(value)) : value;
        assertRefused(ask(SIGNER.with(claim, raw).tokenRequest("sim-client-identifier")));

        Signer header = header(SIGNER, accessToken(SIGNER));
        assertRefused(
                Caller.signed(KNOX.simulator(), header.with(claim, raw).jwt()).get(STATUS));
    }

    @ParameterizedTest
    @CsvSource({"iat, 60", "exp, 1860", "aud, '[\"x\",\"KnoxWSM\"]'"})
    void claimWithinTheTolerance_isAccepted(String claim, String value) throws IOException {
        String raw = claim.equals("aud") ? value : String.valueOf(NOW + Long.parseLong(value));

        assertThat(ask(SIGNER.with(claim, raw).tokenRequest("sim-client-identifier"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"none", "HS512", "RS256", "rs512"})
    void anotherAlgorithm_isRefused(String alg) throws IOException {
        assertRefused(ask(SIGNER.claimingAlg(alg).tokenRequest("sim-client-identifier")));

        Signer header = header(SIGNER, accessToken(SIGNER)).claimingAlg(alg);
        assertRefused(Caller.signed(KNOX.simulator(), header.jwt()).get(STATUS));
    }

    @Test
    void tamperedClaimsOrForeignSignature_isRefused() throws IOException {
        String[] parts = SIGNER.with("clientIdentifier", "\"sim-client-identifier\"")
                .jwt()
                .split("\\.", -1);
        String[] others = SIGNER.with("clientIdentifier", "\"sim-client-identifier-2\"")
                .jwt()
                .split("\\.", -1);
        for (String jwt : List.of(
                parts[0] + "." + others[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + ".AAAA")) {
            assertRefused(ask(request(jwt, SIGNER.publicKey())));
        }

        Signer foreign = header(SIGNER, accessToken(SIGNER)).signedBy(STRANGER);
        assertRefused(Caller.signed(KNOX.simulator(), foreign.jwt()).get(STATUS));
    }

    @ParameterizedTest
    @CsvSource({"x", "a.b", "a.b.c.d", "*.*.*", "e30.e30.***", "W10.e30.AAAA"})
    void malformedJwt_isRefused(String jwt) throws IOException {
        assertRefused(ask(request(jwt, SIGNER.publicKey())));
        assertRefused(Caller.signed(KNOX.simulator(), jwt).get(STATUS));
    }

    @Test
    void unregisteredClient_isRefused() throws IOException {
        assertRefused(ask(SIGNER.tokenRequest("nobody")));
    }

    @Test
    void replayedJwt_isRefused() throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier");
        assertThat(ask(body).statusCode()).isEqualTo(200);
        KNOX.simulator().advanceClock(Duration.ofMinutes(29));

        HttpResponse<String> answer = ask(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4002250,\"message\":\"API_KEY_NON_UNIQUE_JWTID\","
                        + "\"data\":\"Cannot use the same jwt again.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "exp", "iat exp"})
    void timesThatAreLeftOut_areNotChecked(String claims) throws IOException {
        Signer timeless = SIGNER;
        for (String claim : claims.split(" ", -1)) {
            timeless = timeless.with(claim, "none");
        }
        String body = timeless.tokenRequest("sim-client-identifier");
        KNOX.simulator().advanceClock(Duration.ofMinutes(1));

        HttpResponse<String> answer = ask(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = Trees.text(answer.body(), "accessToken");
        assertThat(Caller.signed(KNOX.simulator(), header(timeless, token).jwt())
                        .get(STATUS)
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"30, 1800", "'\"30\"', 1800", "null, 1800", "1, 60", "'\"5\"', 300"})
    void validity_isANumberOrATextOrAbsent(String minutes, int seconds) throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier").replace("Minutes\":30", "Minutes\":" + minutes);
        String token = Trees.text(ask(body).body(), "accessToken");
        Signer signer = SIGNER.with("exp", String.valueOf(NOW + 1801));
        Caller caller = Caller.signed(KNOX.simulator(), header(signer, token).jwt());

        KNOX.simulator().advanceClock(Duration.ofSeconds(seconds - 1));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);
        KNOX.simulator().advanceClock(Duration.ofSeconds(1));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(403);
    }

    @Test
    void secondKey_isRefused_untilReset() throws IOException {
        accessToken(SIGNER);

        assertRefused(ask(STRANGER.tokenRequest("sim-client-identifier")));
        KNOX.simulator().reset();
        assertThat(ask(STRANGER.tokenRequest("sim-client-identifier")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenAndPinnedKey_outliveTheReset_ofThePortalAlone() throws IOException {
        String token = accessToken(SIGNER);
        Caller caller = Caller.signed(KNOX.simulator(), header(SIGNER, token).jwt());

        KNOX.simulator().resetPortal();

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);
        assertRefused(ask(STRANGER.tokenRequest("sim-client-identifier")));
        KNOX.simulator().reset();
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(401);
    }

    @Test
    void keyOfTheWorld_isTheOnlyOne() throws IOException {
        World.Reseller reseller = new World.Reseller(
                Caller.RESELLER,
                null,
                List.of(new World.ClientIdentifier("pinned", SIGNER.publicKey())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                World.Details.none());
        World world = new World(World.Settings.standard(), List.of(reseller));
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(world).build())) {
            Caller caller = Caller.plain(simulator);
            assertRefused(caller.post(TOKENS, STRANGER.tokenRequest("pinned")));
            assertThat(caller.post(TOKENS, SIGNER.tokenRequest("pinned")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void accessTokenOfAnotherClient_needsThatClientsKey() throws IOException {
        accessToken(SIGNER);
        String theirs =
                Trees.text(ask(STRANGER.tokenRequest("sim-client-identifier-2")).body(), "accessToken");

        assertRefused(
                Caller.signed(KNOX.simulator(), header(SIGNER, theirs).jwt()).get(STATUS));
        assertThat(Caller.signed(KNOX.simulator(), header(STRANGER, theirs).jwt())
                        .get(STATUS)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void bodyThatIsNoObject_isInvalid() throws IOException {
        HttpResponse<String> answer = ask("{");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.object(answer.body()))
                .containsEntry("code", 40000000.0)
                .containsEntry("data", "The specified request parameters are not valid. {body}")
                .containsKey("errorId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"clientIdentifierJwt\":[]}", "{\"clientIdentifierJwt\":\"\"}"})
    void missingJwt_isABadToken(String body) throws IOException {
        assertRefused(ask(body));
    }

    @Test
    void missingKey_isInvalid() throws IOException {
        HttpResponse<String> answer = ask("{\"clientIdentifierJwt\":\"" + SIGNER.jwt() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.text(answer.body(), "data"))
                .isEqualTo("The specified request parameters are not valid. {base64EncodedStringPublicKey}");
    }

    @ParameterizedTest
    @CsvSource({"0", "31", "1.5", "'\"x\"'", "true"})
    void validityThatIsNone_isInvalid(String minutes) throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier").replace("Minutes\":30", "Minutes\":" + minutes);

        HttpResponse<String> answer = ask(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4002251,\"message\":\"ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"validityForAccessTokenInMinutes must be a whole number from 1 to 30\"}");
    }

    @ParameterizedTest
    @CsvSource({"AAAA", "***"})
    void publicKeyThatIsNone_isRefused(String key) throws IOException {
        assertRefused(ask(request(SIGNER.jwt(), key)));
    }

    @Test
    void schemesCannotBeMixed() throws IOException {
        Simulator simulator = KNOX.simulator();
        assertRefused(Caller.plain(simulator).get(STATUS));
        assertThat(Caller.gen2(simulator, accessToken(SIGNER)).get(STATUS).body())
                .isEqualTo("{\"error\":\"Invalid authentication token\"}");
        HttpResponse<String> oauth = Caller.plain(simulator)
                .post(
                        "/ams/v1/oauth2/token",
                        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret");
        String bearer = Trees.text(oauth.body(), "access_token");
        assertRefused(Caller.signed(simulator, header(SIGNER, bearer).jwt()).get(STATUS));
    }

    private static String accessToken(Signer signer) throws IOException {
        HttpResponse<String> answer = ask(signer.tokenRequest("sim-client-identifier"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Trees.text(answer.body(), "accessToken");
    }

    private static HttpResponse<String> ask(String body) throws IOException {
        return Caller.plain(KNOX.simulator()).post(TOKENS, body);
    }

    private static String request(String jwt, String publicKey) {
        return "{\"clientIdentifierJwt\":\"" + jwt + "\",\"base64EncodedStringPublicKey\":\"" + publicKey + "\"}";
    }

    private static Signer header(Signer signer, String accessToken) {
        return signer.with("accessToken", "\"" + accessToken + "\"");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4012250,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\","
                        + "\"data\":\"ACCESS_TOKEN_BAD_REQUEST\"}");
    }
}
