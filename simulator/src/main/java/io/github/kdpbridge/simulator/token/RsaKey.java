package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.portal.Refused;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads public keys as the wire has them: Base64 of a DER SubjectPublicKeyInfo (contract 1.1). */
final class RsaKey {
    private RsaKey() {}

    static PublicKey read(String base64, String field) throws Refused {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Jwt.bad(field + " is not the Base64 of a public RSA key");
        }
    }
}
