package io.github.kdpbridge.gen2client.token;

import static com.google.common.base.Preconditions.checkArgument;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kdpbridge.serviceclient.http.ServiceUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The signed-token scheme: the client identifier, signed with the portal's key, is exchanged for an access token. Each
 * request carries that token, signed again, as {@code x-knox-apitoken} (documented in outline, observed in detail).
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class SignedTokenSource implements TokenSource {
    /** The header that carries the token (documented). */
    public static final String HEADER = "x-knox-apitoken";

    /** The lifetime of a token: the service's maximum (observed). */
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final String AUDIENCE = "KnoxWSM";

    private final String clientIdentifier;
    private final SigningKey key;
    private final @Nullable HttpUrl tokenUrl;
    private final JWSSigner signer;

    private SignedTokenSource(String clientIdentifier, SigningKey key, @Nullable HttpUrl tokenUrl) {
        checkArgument(!clientIdentifier.isEmpty(), "the client identifier is empty");
        this.clientIdentifier = clientIdentifier;
        this.key = Objects.requireNonNull(key, "key");
        this.tokenUrl = tokenUrl;
        this.signer = new RSASSASigner(key.privateKey());
    }

    /**
     * Returns a source for the token service of the client's region.
     *
     * @param clientIdentifier the client identifier that the portal gave, not empty
     * @param key the key pair that the portal gave
     */
    public static SignedTokenSource of(String clientIdentifier, SigningKey key) {
        return new SignedTokenSource(clientIdentifier, key, null);
    }

    /**
     * Returns a source for the token service at this URL.
     *
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has a user or a password
     */
    public SignedTokenSource withTokenUrl(String url) {
        return new SignedTokenSource(clientIdentifier, key, ServiceUrl.of(url));
    }

    @Override
    public Token request(TokenContext context) {
        Instant issuedAt = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String accessToken = context.api()
                .accessToken(
                        Objects.requireNonNullElse(tokenUrl, context.tokenUrl()),
                        sign("clientIdentifier", clientIdentifier, issuedAt),
                        key.publicKeyBase64(),
                        Math.toIntExact(LIFETIME.toMinutes()));
        return new Token(HEADER, sign("accessToken", accessToken, issuedAt), issuedAt, issuedAt.plus(LIFETIME));
    }

    private String sign(String claim, String value, Instant issuedAt) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim(claim, value)
                .claim("publicKey", key.publicKeyBase64())
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString() + UUID.randomUUID())
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(issuedAt.plus(LIFETIME)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS512), claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key cannot sign with RS512: " + e.getMessage(), e);
        }
        return jwt.serialize();
    }

    /** Returns the scheme, never the client identifier or the key. */
    @Override
    public String toString() {
        return "SignedTokenSource";
    }
}
