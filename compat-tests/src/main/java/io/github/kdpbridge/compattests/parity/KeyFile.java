package io.github.kdpbridge.compattests.parity;

import io.github.kdpbridge.compattests.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A fresh key pair in a file of the portal's form, which only its owner may read; closing deletes it. */
final class KeyFile implements AutoCloseable {
    private final Path path;

    private KeyFile(Path path) {
        this.path = path;
    }

    static KeyFile generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            String json = new JsonTree.ObjectNode(Map.of(
                            "Public", base64(keys.getPublic().getEncoded()),
                            "Private", base64(keys.getPrivate().getEncoded())))
                    .compact();
            return new KeyFile(Files.writeString(Files.createTempFile("kdp-keys-", ".json"), json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a temporary key file", e);
        }
    }

    /** The path as a quoted string of JSON and HOCON. */
    String quotedPath() {
        return new JsonTree.TextNode(path.toString()).compact();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary key file " + path, e);
        }
    }

    private static JsonTree base64(byte[] key) {
        return new JsonTree.TextNode(Base64.getEncoder().encodeToString(key));
    }
}
