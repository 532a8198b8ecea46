package io.github.kdpbridge.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HeldCertificate;

/** Files with a certificate and its key, made for this run. */
public final class TestCertificates {
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private TestCertificates() {}

    public static void writePem(Path certificate, Path key) throws IOException {
        Files.writeString(certificate, CERTIFICATE.certificatePem());
        Files.writeString(key, CERTIFICATE.privateKeyPkcs8Pem());
    }

    public static void writePkcs12(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("gateway", CERTIFICATE.keyPair().getPrivate(), password.toCharArray(), new Certificate[] {
            CERTIFICATE.certificate()
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }
}
