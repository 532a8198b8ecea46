package io.github.kdpbridge.gateway.tls;

import io.github.kdpbridge.core.Utf16;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/** Reads certificates and keys in PEM (RFC 7468). An error message is one line, and reveals nothing of a key. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC");

    private record Block(String label, ByteString content) {}

    private PemFile() {}

    /** Reads the certificate and its chain, in the file's order. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    certificates.add((X509Certificate) factory.generateCertificate(
                            new ByteArrayInputStream(block.content().toByteArray())));
                }
            }
        } catch (CertificateException e) {
            throw wrong(file, "holds a certificate that cannot be read");
        }
        if (certificates.isEmpty()) {
            throw wrong(file, "holds no certificate: there is no BEGIN CERTIFICATE in it");
        }
        return certificates;
    }

    /** Reads an unencrypted PKCS#8 key. */
    static PrivateKey privateKey(Path file) {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return privateKey(file, block.content().toByteArray());
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw wrong(file, "holds an encrypted key; decrypt it: openssl pkcs8 -in FILE -out NEW");
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw wrong(
                            file,
                            "holds a key that is not in PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW");
                default -> {} // key parameters, or the certificate in the same file
            }
        }
        throw wrong(file, "holds no key: there is no BEGIN PRIVATE KEY in it");
    }

    private static PrivateKey privateKey(Path file, byte[] pkcs8) {
        return KEY_ALGORITHMS.stream()
                .flatMap(algorithm -> privateKey(algorithm, pkcs8).stream())
                .findFirst()
                .orElseThrow(() -> wrong(file, "holds a key that is neither RSA nor EC, or is damaged"));
    }

    private static Optional<PrivateKey> privateKey(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static List<Block> blocks(Path file) {
        List<Block> blocks = new ArrayList<>();
        byte[] bytes = bytes(file);
        if (Utf16.is(bytes)) {
            throw wrong(file, Utf16.ADVICE);
        }
        Matcher matcher = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            ByteString content = ByteString.decodeBase64(matcher.group(2));
            if (content == null) {
                throw wrong(file, "holds a " + matcher.group(1) + " that is not in Base64");
            }
            blocks.add(new Block(matcher.group(1), content));
        }
        return blocks;
    }

    static byte[] bytes(Path file) {
        if (!Files.exists(file)) {
            throw wrong(file, "there is no such file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong(file, Files.isDirectory(file) ? "is a directory, not a file" : "cannot be read");
        }
    }

    static ConfigurationException wrong(Path file, String why) {
        return new ConfigurationException(file.toString(), "", why);
    }
}
