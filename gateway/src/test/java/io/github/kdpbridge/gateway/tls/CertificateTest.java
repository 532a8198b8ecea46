package io.github.kdpbridge.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
    private static final HeldCertificate EC =
            new HeldCertificate.Builder().commonName("gateway").build();
    private static final HeldCertificate RSA =
            new HeldCertificate.Builder().commonName("gateway").rsa2048().build();

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Tls.Pem pem(String certificates, String key) throws IOException {
        return new Tls.Pem(file("cert.pem", certificates), file("key.pem", key));
    }

    private Path pkcs12(HeldCertificate held, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "1", held.keyPair().getPrivate(), password.toCharArray(), new Certificate[] {held.certificate()});
        Path file = folder.resolve("gateway.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static Instant expires(Tls tls) {
        return io.github.kdpbridge.gateway.tls.Certificate.read(tls).expires();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pem_isRead(boolean rsa) throws IOException {
        HeldCertificate held = rsa ? RSA : EC;

        assertThat(expires(pem("some words\n" + held.certificatePem(), held.privateKeyPkcs8Pem())))
                .isEqualTo(held.certificate().getNotAfter().toInstant());
    }

    @Test
    void oneFile_mayHoldBoth() throws IOException {
        Path both = file("both.pem", EC.privateKeyPkcs8Pem() + EC.certificatePem());

        assertThat(expires(new Tls.Pem(both, both))).isAfter(Instant.now().minus(1, ChronoUnit.DAYS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a password"})
    void pkcs12_isRead(String password) throws Exception {
        assertThat(expires(new Tls.Pkcs12(pkcs12(RSA, password), password)))
                .isEqualTo(RSA.certificate().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIVATE KEY           | MIIB | holds a key that is neither RSA nor EC, or is damaged",
                "PRIVATE KEY           | M=B  | holds a PRIVATE KEY that is not in Base64",
                "ENCRYPTED PRIVATE KEY | MIIB | holds an encrypted key; decrypt it: openssl pkcs8 -in FILE -out NEW",
                "RSA PRIVATE KEY       | MIIB | holds a key that is not in PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW",
                "EC PRIVATE KEY        | MIIB | holds a key that is not in PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW",
                "CERTIFICATE           | MIIB | holds no key: there is no BEGIN PRIVATE KEY in it",
            })
    void keyThatCannotBeUsed_isNamedWithWhatToDo(String label, String base64, String why) throws IOException {
        Tls.Pem tls =
                pem(EC.certificatePem(), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));

        assertThatThrownBy(() -> expires(tls))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(tls.privateKey() + ": " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | holds no certificate: there is no BEGIN CERTIFICATE in it",
                "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE----- | holds a certificate that cannot be read",
            })
    void certificateThatCannotBeUsed_isNamed(String content, String why) throws IOException {
        Tls.Pem tls = pem(content, EC.privateKeyPkcs8Pem());

        assertThatThrownBy(() -> expires(tls)).hasMessage(tls.certificates() + ": " + why);
    }

    @Test
    void keyOfAnotherCertificate_isRefused() throws IOException {
        HeldCertificate other = new HeldCertificate.Builder().build();
        for (HeldCertificate key : new HeldCertificate[] {other, RSA}) {
            Tls.Pem tls = pem(EC.certificatePem(), key.privateKeyPkcs8Pem());

            assertThatThrownBy(() -> expires(tls))
                    .hasMessage(tls.privateKey() + ": the key is not that of the certificate");
        }
    }

    @Test
    void fileThatIsNotThere_isNamed() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> expires(new Tls.Pem(missing, missing)))
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> expires(new Tls.Pkcs12(folder, "")))
                .hasMessage(folder + ": is a directory, not a file");
    }

    @Test
    void pkcs12ThatCannotBeUsed_isNamed_withoutItsPassword() throws Exception {
        Path file = pkcs12(EC, "a password");
        Path text = file("text.p12", Base64.getEncoder().encodeToString(new byte[100]));
        Path empty = folder.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(empty)) {
            store.store(out, "a password".toCharArray());
        }

        assertThatThrownBy(() -> expires(new Tls.Pkcs12(file, "another"))).hasMessage(file + ": the password is wrong");
        assertThatThrownBy(() -> expires(new Tls.Pkcs12(text, "a password")))
                .hasMessage(text + ": is not a PKCS#12 file");
        assertThatThrownBy(() -> expires(new Tls.Pkcs12(empty, "a password")))
                .hasMessage(empty + ": holds no key with a certificate");
    }
}
