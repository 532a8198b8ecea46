package io.github.kdpbridge.eventloop;

import static io.github.kdpbridge.eventloop.Requests.sent;
import static io.github.kdpbridge.eventloop.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as Java's own settings ask for it: the tests trust by the property that operators set. */
@Tag("one-jdk")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SecureConnectionTest {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String HOST = "service.example";

    @TempDir
    Path folder;

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
    private final MockWebServer server = new MockWebServer();
    private final EventLoops loops = EventLoops.create();
    private final AtomicInteger certificatesShown = new AtomicInteger();

    @BeforeEach
    void trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("service", certificate.certificate());
        Path store = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, "changeit".toCharArray());
        }
        System.setProperty(STORE, store.toString());
        System.setProperty(PASSWORD, "changeit");
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
        server.close();
        loops.close();
    }

    /** Starts the service. */
    private Carrier carrier(String... protocols) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new Shown()}, null, null);
        server.useHttps(tls.getSocketFactory());
        server.start();
        return new LoopCarriers(
                        loops,
                        () -> LoopCarriers.trusting(protocols),
                        origin -> new Route(
                                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())),
                                null,
                                false))
                .carrier(Resilience.standard(), (headers, nanos) -> {});
    }

    private static String answer(Carrier carrier) {
        return sent(carrier, write("https://" + HOST + "/")).body().utf8();
    }

    @Test
    void trustStoreOfJava_andNameOfTheServer_areUsed() throws Exception {
        Carrier carrier = carrier("TLSv1.3", "TLSv1.2");
        server.enqueue(new MockResponse.Builder().body("good").build());

        assertThat(answer(carrier)).isEqualTo("good");
        assertThat(server.takeRequest().getHandshakeServerNames()).containsExactly(HOST);
    }

    /** Without, each connection costs both sides a signature. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void nextConnection_resumesTheSession(String protocol) throws Exception {
        Carrier carrier = carrier(protocol);
        MockResponse last = new MockResponse.Builder()
                .setHeader("Connection", "close")
                .body("good")
                .build();
        server.enqueue(last);
        server.enqueue(last);

        assertThat(answer(carrier)).isEqualTo("good");
        assertThat(answer(carrier)).isEqualTo("good");

        assertThat(server.takeRequest().getConnectionIndex())
                .isNotEqualTo(server.takeRequest().getConnectionIndex());
        assertThat(certificatesShown).hasValue(1);
    }

    /** Counts how often the certificate is asked for. */
    private final class Shown extends X509ExtendedKeyManager {
        private String alias() {
            return certificate.keyPair().getPrivate().getAlgorithm();
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            if (!keyType.equals(alias())) {
                return null;
            }
            certificatesShown.incrementAndGet();
            return alias();
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return chooseServerAlias(keyType, issuers, null);
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return certificate.keyPair().getPrivate();
        }
    }
}
