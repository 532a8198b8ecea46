package io.github.kdpbridge.simulator.world;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Public keys as the wire has them: Base64 of a DER SubjectPublicKeyInfo (contract, section 1.2). */
public final class RsaKey {
    private RsaKey() {}

    /** {@return the key, or empty when the text is no public RSA key} */
    public static Optional<PublicKey> read(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return Optional.of(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
