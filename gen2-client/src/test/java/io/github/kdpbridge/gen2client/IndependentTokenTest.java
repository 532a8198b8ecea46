package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client signs, and what the simulator verifies, are held against a JWT library that neither of them uses. */
class IndependentTokenTest {
    private static KeyPair pair;

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @BeforeAll
    static void generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    private static String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static UploadRequest upload() {
        return UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("244303"))
                .imeis(List.of("351800000000701"))
                .build();
    }

    private static Gen2Client client(String baseUrl, TokenSource tokens) {
        return Gen2Client.builder(ResellerId.of("4680000925"))
                .baseUrl(baseUrl)
                .tokens(tokens)
                .build();
    }

    @Test
    void clientsTokens_areAcceptedByAnotherLibrary() throws Exception {
        SigningKey key = SigningKey.of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        try (MockWebServer server = new MockWebServer();
                Gen2Client client = start(server, TokenSource.signedToken("sim-client-identifier", key))) {
            Map<?, ?> body = tokenRequestOfAnUpload(server, client);
            assertThat(body.get("base64EncodedStringPublicKey")).isEqualTo(publicKey());
            assertThat(body.get("validityForAccessTokenInMinutes")).isEqualTo(30.0);
            JwtClaims first = claims((String) body.get("clientIdentifierJwt"));
            assertThat(first.getClaimValue("clientIdentifier")).isEqualTo("sim-client-identifier");
            JwtClaims second = claims(server.takeRequest().getHeaders().get("x-knox-apitoken"));
            assertThat(second.getClaimValue("accessToken")).isEqualTo("opaque");
            assertThat(second.hasClaim("clientIdentifier")).isFalse();
            assertThat(second.getJwtId()).hasSize(72).isNotEqualTo(first.getJwtId());
        }
    }

    /** Uploads something, and returns what the token service was asked for it. */
    private static Map<?, ?> tokenRequestOfAnUpload(MockWebServer server, Gen2Client client) throws Exception {
        server.enqueue(
                new MockResponse.Builder().body("{\"accessToken\":\"opaque\"}").build());
        server.enqueue(new MockResponse.Builder()
                .body("{\"code\":2000000,\"transactionId\":\"244303\"}")
                .build());

        client.upload(upload());

        return new Moshi.Builder()
                .build()
                .adapter(Map.class)
                .fromJson(server.takeRequest().getBody().utf8());
    }

    private static Gen2Client start(MockWebServer server, TokenSource tokens) throws Exception {
        server.start();
        return client(server.url("/kcs/v1/rp").toString(), tokens);
    }

    /** Verifies the signature and the claims, all of which have to be there. */
    private static JwtClaims claims(String jwt) throws Exception {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(PERMIT, AlgorithmIdentifiers.RSA_USING_SHA512)
                .setVerificationKey(pair.getPublic())
                .setExpectedAudience("KnoxWSM")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .setMaxFutureValidityInMinutes(30)
                .build();
        JwtClaims claims = consumer.processToClaims(jwt);
        assertThat(claims.getClaimValue("publicKey")).isEqualTo(publicKey());
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(Duration.ofMinutes(30).toSeconds());
        return claims;
    }

    /** The portal gives identifiers of that look (observed): it is no token to be taken apart. */
    @Test
    void identifierThatLooksLikeAToken_isSignedAsItIs() throws Exception {
        String identifier = "eyJhbGciOiJSUzUxMiJ9.eyJpZCI6MX0.c2lnbmF0dXJl";
        SigningKey key = SigningKey.of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        try (MockWebServer server = new MockWebServer();
                Gen2Client client = start(server, TokenSource.signedToken(identifier, key))) {
            Map<?, ?> body = tokenRequestOfAnUpload(server, client);
            assertThat(claims((String) body.get("clientIdentifierJwt")).getClaimValue("clientIdentifier"))
                    .isEqualTo(identifier);
        }
    }

    @Test
    void anotherLibrarysTokens_areAcceptedByTheSimulator() {
        try (Gen2Client client = client(knox.gen2BaseUrl().toString(), IndependentTokenTest::request)) {
            assertThat(client.upload(upload()).transaction()).isEqualTo(TransactionId.of("244303"));
        }
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    private static Token request(TokenContext context) {
        String accessToken = context.api()
                .accessToken(context.tokenUrl(), sign("clientIdentifier", "sim-client-identifier"), publicKey(), 30);
        Instant now = context.clock().instant();
        return new Token("x-knox-apitoken", sign("accessToken", accessToken), now, now.plusSeconds(1800));
    }

    private static String sign(String claim, String value) {
        JwtClaims claims = new JwtClaims();
        claims.setClaim(claim, value);
        claims.setClaim("publicKey", publicKey());
        claims.setAudience("KnoxWSM");
        claims.setJwtId(UUID.randomUUID().toString() + UUID.randomUUID());
        claims.setIssuedAtToNow();
        NumericDate end = NumericDate.now();
        end.addSeconds(1800);
        claims.setExpirationTime(end);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA512);
        signature.setKey(pair.getPrivate());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
