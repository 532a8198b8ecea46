package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(404);
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(404);
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::generation, RecordedRequest::status)
                .containsExactly(tuple("token", 200), tuple("gen2", 404), tuple("gen2", 404));
    }

    @Test
    void accessToken_expires() throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier").replace("Minutes\":30", "Minutes\":5");
        String token = Trees.text(ask(body).body(), "accessToken");
        Caller caller = Caller.signed(KNOX.simulator(), header(SIGNER, token).jwt());
        KNOX.simulator().advanceClock(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(404);

        KNOX.simulator().advanceClock(Duration.ofSeconds(1));

        assertRefused(caller.get(STATUS), "the access token is unknown or expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aud       | "other"        | aud of the JWT must be KnoxWSM
            aud       | ["a","b"]      | aud of the JWT must be KnoxWSM
            aud       | {}             | aud of the JWT must be KnoxWSM
            jti       | none           | jti is missing in the JWT
            publicKey | none           | publicKey is missing in the JWT
            publicKey | "AAAA"         | publicKey of the JWT is not the key that signed it
            iat       | +61            | iat of the JWT is in the future
            iat       | -61            | exp of the JWT is more than 30 minutes after iat
            iat       | none           | iat of the JWT must be in whole seconds
            exp       | +0             | the JWT is expired
            exp       | "x"            | exp of the JWT must be in whole seconds
            """)
    void wrongClaim_isRefused(String claim, String value, String data) throws IOException {
        String raw =
                value.startsWith("+") || value.startsWith("-") ? String.valueOf(NOW + Long.parseLong(value)) : value;
        assertRefused(ask(SIGNER.with(claim, raw).tokenRequest("sim-client-identifier")), data);

        Signer header = header(SIGNER, accessToken(SIGNER));
        assertRefused(
                Caller.signed(KNOX.simulator(), header.with(claim, raw).jwt()).get(STATUS), data);
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
        String data = "alg of the JWT must be RS512";
        assertRefused(ask(SIGNER.claimingAlg(alg).tokenRequest("sim-client-identifier")), data);

        Signer header = header(SIGNER, accessToken(SIGNER)).claimingAlg(alg);
        assertRefused(Caller.signed(KNOX.simulator(), header.jwt()).get(STATUS), data);
    }

    @Test
    void tamperedClaimsOrForeignSignature_isRefused() throws IOException {
        String data = "the signature of the JWT is wrong";
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
            assertRefused(ask(request(jwt, SIGNER.publicKey())), data);
        }

        Signer foreign = header(SIGNER, accessToken(SIGNER)).signedBy(STRANGER);
        assertRefused(Caller.signed(KNOX.simulator(), foreign.jwt()).get(STATUS), data);
    }

    @ParameterizedTest
    @CsvSource({"x", "a.b", "a.b.c.d", "*.*.*", "e30.e30.***", "W10.e30.AAAA"})
    void malformedJwt_isRefused(String jwt) throws IOException {
        assertRefused(ask(request(jwt, SIGNER.publicKey())), "the JWT is malformed");
        assertRefused(Caller.signed(KNOX.simulator(), jwt).get(STATUS), "the JWT is malformed");
    }

    @Test
    void unregisteredClient_isRefused() throws IOException {
        assertRefused(ask(SIGNER.tokenRequest("nobody")), "clientIdentifier of the JWT is not registered");
    }

    @Test
    void replayedJwt_isRefused() throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier");
        assertThat(ask(body).statusCode()).isEqualTo(200);

        assertRefused(ask(body), "jti of the JWT was used before");
    }

    @Test
    void secondKey_isRefused_untilReset() throws IOException {
        accessToken(SIGNER);

        assertRefused(
                ask(STRANGER.tokenRequest("sim-client-identifier")),
                "the public key is not the one of this client identifier");
        KNOX.simulator().reset();
        assertThat(ask(STRANGER.tokenRequest("sim-client-identifier")).statusCode())
                .isEqualTo(200);
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
            assertRefused(
                    caller.post(TOKENS, STRANGER.tokenRequest("pinned")),
                    "the public key is not the one of this client identifier");
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
                Caller.signed(KNOX.simulator(), header(SIGNER, theirs).jwt()).get(STATUS),
                "the signature of the JWT is wrong");
        assertThat(Caller.signed(KNOX.simulator(), header(STRANGER, theirs).jwt())
                        .get(STATUS)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                    | the body is not valid JSON: it ends too early, in $.
            {}                                   | clientIdentifierJwt is missing
            {"clientIdentifierJwt":"a"}          | base64EncodedStringPublicKey is missing
            {"clientIdentifierJwt":[]}           | clientIdentifierJwt must be a string
            """)
    void incompleteRequest_isInvalid(String body, String data) throws IOException {
        HttpResponse<String> answer = ask(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.object(answer.body()))
                .containsEntry("code", 40000000.0)
                .containsEntry("data", data)
                .containsKey("errorId");
    }

    @ParameterizedTest
    @CsvSource({"0", "31", "1.5", "'\"x\"'"})
    void validityOutOfRange_isInvalid(String minutes) throws IOException {
        String body = SIGNER.tokenRequest("sim-client-identifier").replace("Minutes\":30", "Minutes\":" + minutes);

        HttpResponse<String> answer = ask(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.text(answer.body(), "data"))
                .isEqualTo("validityForAccessTokenInMinutes must be a whole number from 1 to 30");
    }

    @ParameterizedTest
    @CsvSource({"AAAA", "***"})
    void publicKeyThatIsNone_isRefused(String key) throws IOException {
        assertRefused(
                ask(request(SIGNER.jwt(), key)), "base64EncodedStringPublicKey is not the Base64 of a public RSA key");
    }

    @Test
    void schemesCannotBeMixed() throws IOException {
        Simulator simulator = KNOX.simulator();
        assertRefused(Caller.plain(simulator).get(STATUS), "x-knox-apitoken is missing");
        assertRefused(
                Caller.gen2(simulator, accessToken(SIGNER)).get(STATUS),
                "the access token must be signed and sent as x-knox-apitoken");
        HttpResponse<String> oauth = Caller.plain(simulator)
                .post(
                        "/ams/v1/oauth2/token",
                        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret");
        String bearer = Trees.text(oauth.body(), "access_token");
        assertRefused(
                Caller.signed(simulator, header(SIGNER, bearer).jwt()).get(STATUS),
                "accessToken of the JWT is a bearer token");
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

    private static void assertRefused(HttpResponse<String> answer, String data) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4012250,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"" + data + "\"}");
    }
}
