package io.github.kdpbridge.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A key file as the portal gives it, with a key made for this run. */
public final class TestKeys {
    private static final KeyPair PAIR = generate();

    private TestKeys() {}

    public static void write(Path file) throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        Files.writeString(
                file,
                "{\"Public\":\"%s\",\"Private\":\"%s\"}"
                        .formatted(
                                base64.encodeToString(PAIR.getPublic().getEncoded()),
                                base64.encodeToString(PAIR.getPrivate().getEncoded())));
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
