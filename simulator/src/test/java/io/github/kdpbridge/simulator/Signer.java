package io.github.kdpbridge.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Signs tokens as a Gen2 client does, or wrongly where a test says so; claims are raw JSON. */
public final class Signer {
    private final KeyPair keys;
    private final Map<String, String> claims;
    private final String alg;

    private Signer(KeyPair keys, Map<String, String> claims, String alg) {
        this.keys = keys;
        this.claims = claims;
        this.alg = alg;
    }

    /** A signer with a new key, whose claims are right at the given time. */
    public static Signer at(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            Signer signer = new Signer(generator.generateKeyPair(), Map.of(), "RS512");
            return signer.with("publicKey", "\"" + signer.publicKey() + "\"")
                    .with("aud", "\"KnoxWSM\"")
                    .with("iat", String.valueOf(now.getEpochSecond()))
                    .with("exp", String.valueOf(now.getEpochSecond() + 1800));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with a claim set to raw JSON, or left out when that is empty. */
    public Signer with(String claim, String rawJson) {
        Map<String, String> changed = new LinkedHashMap<>(claims);
        changed.put(claim, rawJson);
        changed.values().removeIf(String::isEmpty);
        return new Signer(keys, changed, alg);
    }

    /** The same with another name of the algorithm in the header; it still signs with RS512. */
    public Signer claimingAlg(String alg) {
        return new Signer(keys, claims, alg);
    }

    /** The same claims, signed with the key of another. */
    public Signer signedBy(Signer other) {
        return new Signer(other.keys, claims, alg);
    }

    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The body of a token request for a client identifier. */
    public String tokenRequest(String clientIdentifier) {
        Signer signer = with("clientIdentifier", "\"" + clientIdentifier + "\"");
        return "{\"clientIdentifierJwt\":\"" + signer.jwt() + "\",\"base64EncodedStringPublicKey\":\"" + publicKey()
                + "\",\"validityForAccessTokenInMinutes\":30}";
    }

    /** The JWT, with an unused id unless the claims have one. */
    public String jwt() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("jti", "\"" + UUID.randomUUID() + UUID.randomUUID() + "\"");
        all.putAll(claims);
        all.values().removeIf("none"::equals);
        String payload = all.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        String signed = base64(("{\"alg\":\"" + alg + "\"}").getBytes(UTF_8)) + "." + base64(payload.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
