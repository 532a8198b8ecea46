package io.github.kdpbridge.eventloop;

import static com.google.common.base.Preconditions.checkState;
import static io.github.kdpbridge.eventloop.Requests.failure;
import static io.github.kdpbridge.eventloop.Requests.sent;
import static io.github.kdpbridge.eventloop.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
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

/** What an operator sets for TLS by properties of Java, and what a connection over TLS tells and keeps. */
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
    private final AtomicInteger certificatesChecked = new AtomicInteger();

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

    /** Starts the service, whose other machines have these ports. */
    private Carrier carrier(Supplier<SslContext> trusting, int... others) throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.start();
        return new LoopCarriers(
                        loops,
                        trusting,
                        origin -> Route.direct(IntStream.concat(IntStream.of(others), IntStream.of(server.getPort()))
                                .mapToObj(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                                .toList()))
                .carrier(Resilience.standard(), (headers, nanos) -> {});
    }

    private static String answer(Carrier carrier) {
        return sent(carrier, write("https://" + HOST + "/")).body().utf8();
    }

    @Test
    void trustStoreOfJava_andNameOfTheServer_areUsed() throws Exception {
        Carrier carrier = carrier(LoopCarriers::trusting);
        server.enqueue(new MockResponse.Builder().body("good").build());

        assertThat(answer(carrier)).isEqualTo("good");
        assertThat(server.takeRequest().getHandshakeServerNames()).containsExactly(HOST);
    }

    @Test
    void serverOfAnotherName_isRefused_thoughItsCertificateIsTrusted() throws Exception {
        Carrier carrier = carrier(LoopCarriers::trusting);

        UnreachableException e = failure(carrier, write("https://other.example/"));

        assertThat(e.getMessage()).startsWith("upload 7 got no answer: no secure connection to other.example:443:");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    /** A machine behind a load balancer may take connections and close them. */
    @Test
    void addressesWhoseHandshakesFail_areFollowedByTheNext() throws Exception {
        try (ClosingServer first = new ClosingServer();
                ClosingServer second = new ClosingServer()) {
            Carrier carrier = carrier(LoopCarriers::trusting, first.port(), second.port());
            server.enqueue(new MockResponse.Builder().body("good").build());

            assertThat(answer(carrier)).isEqualTo("good");
        }
    }

    @Test
    void handshakesThatAllFail_areTold() throws Exception {
        try (ClosingServer first = new ClosingServer()) {
            Carrier carrier = carrier(LoopCarriers::trusting, first.port());

            UnreachableException e = failure(carrier, write("https://other.example/"));

            assertThat(e.getMessage()).startsWith("upload 7 got no answer: no secure connection to other.example:443:");
            assertThat(e.mayHaveTakenEffect()).isFalse();
        }
    }

    /** Takes each connection, and closes it. */
    private static final class ClosingServer implements Closeable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        ClosingServer() throws IOException {
            new Thread(this::serve, "closing-server").start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    socket.accept().close();
                }
            } catch (IOException e) {
                checkState(socket.isClosed(), e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Java's settings, as those that forbid one ({@code jdk.tls.disabledAlgorithms}), are for the operator to make. */
    @Test
    void ciphers_areThoseOfJava() throws Exception {
        SSLContext java = SSLContext.getInstance("TLS");
        java.init(null, null, null);

        assertThat(LoopCarriers.trusting().cipherSuites())
                .containsExactly(java.getDefaultSSLParameters().getCipherSuites());
    }

    /** Otherwise each connection costs the service a signature, and the gateway its check. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void nextConnection_resumesTheSession(String protocol) throws Exception {
        Carrier carrier = carrier(() -> {
            try {
                return SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .protocols(protocol)
                        .trustManager(new Asked())
                        .build();
            } catch (SSLException e) {
                throw new AssertionError(e);
            }
        });
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
        assertThat(certificatesChecked).hasValue(1);
    }

    /** Trusts all, and counts how often it is asked. */
    private final class Asked extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {
            certificatesChecked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {
            certificatesChecked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            certificatesChecked.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
