package io.github.kdpbridge.gateway.tls;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The server's certificate with its key, which are checked to match.
 *
 * @param store holds both
 * @param password opens the key in the store
 * @param begins the begin of the certificate's validity
 * @param expires its end
 */
public record Certificate(KeyStore store, String password, Instant begins, Instant expires) {
    private static final String ALIAS = "gateway";
    private static final String NO_PASSWORD = "";
    /** Suites without forward secrecy, encryption or a name, and with SHA-1 or less. As Jetty's on the admin side. */
    private static final Pattern WEAK = Pattern.compile(".*_(MD5|SHA|SHA1)|TLS_RSA_.*|SSL_.*|.*_(NULL|anon)_.*");

    /**
     * Reads the files.
     *
     * @throws ConfigurationException if one of them is wrong; the message is one line that names it
     */
    public static Certificate read(Tls tls) {
        return tls instanceof Tls.Pem pem ? read(pem) : read((Tls.Pkcs12) tls);
    }

    /** Returns a digest of the files, to detect changes. */
    static String fingerprint(Tls tls) {
        List<Path> files = tls instanceof Tls.Pem pem
                ? List.of(pem.certificates(), pem.privateKey())
                : List.of(((Tls.Pkcs12) tls).file());
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach(file -> hasher.putBytes(PemFile.bytes(file)));
        return hasher.hash().toString();
    }

    private static Certificate read(Tls.Pem pem) {
        List<X509Certificate> chain = PemFile.certificates(pem.certificates());
        PrivateKey key = PemFile.privateKey(pem.privateKey());
        requireMatch(pem.privateKey(), key, chain.get(0));
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, NO_PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return of(store, NO_PASSWORD, chain.get(0));
        } catch (GeneralSecurityException | IOException e) {
            throw PemFile.wrong(pem.certificates(), "cannot be used: " + e.getMessage());
        }
    }

    private static Certificate read(Tls.Pkcs12 pkcs12) {
        Path file = pkcs12.file();
        byte[] content = PemFile.bytes(file);
        char[] password = pkcs12.password().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            List<String> aliases = Collections.list(store.aliases());
            String alias = null;
            for (String each : aliases) {
                alias = alias == null && store.isKeyEntry(each) ? each : alias;
            }
            X509Certificate certificate = alias == null ? null : (X509Certificate) store.getCertificate(alias);
            PrivateKey key = alias == null ? null : (PrivateKey) store.getKey(alias, password);
            if (certificate == null || key == null) {
                throw PemFile.wrong(file, "holds no key with a certificate");
            }
            requireMatch(file, key, certificate);
            return of(store, pkcs12.password(), certificate);
        } catch (IOException | GeneralSecurityException e) {
            boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
            throw PemFile.wrong(file, wrongPassword ? "the password is wrong" : "is not a PKCS#12 file");
        }
    }

    private static Certificate of(KeyStore store, String password, X509Certificate certificate) {
        return new Certificate(
                store,
                password,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Checks the match at the start; otherwise the first handshake would fail. */
    private static void requireMatch(Path file, PrivateKey key, X509Certificate certificate) {
        if (!matches(key, certificate)) {
            throw PemFile.wrong(file, "the key is not that of the certificate");
        }
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) {
        byte[] challenge = {1, 2, 3};
        String algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm());
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(challenge);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate);
            verifying.update(challenge);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns a context for servers on event loops, with the negotiation of HTTP/2. */
    SslContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            return SslContextBuilder.forServer(keys)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(suites(), SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException("the certificate", "", "cannot be used: " + e.getMessage());
        }
    }

    /** Those of Java that are not weak; it names first what HTTP/2 allows, and the server's order decides. */
    private static List<String> suites() throws GeneralSecurityException {
        return Stream.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> !WEAK.matcher(suite).matches())
                .toList();
    }

    /** Sets the certificate for new connections of a factory. */
    void showWith(SslContextFactory.Server factory) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(password);
        factory.setKeyManagerPassword(password);
    }
}
