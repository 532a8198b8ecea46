package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers on old systems, which have TLS 1.2 and not always the suites of HTTP/2. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class Tls12Test {
    private static final String GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    private static final HeldCertificate HELD =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private static final HandshakeCertificates TRUST = new HandshakeCertificates.Builder()
            .addTrustedCertificate(HELD.certificate())
            .build();

    @TempDir
    Path folder;

    private final HeldProgram program = new HeldProgram();
    private final GatewayMeters meters = new GatewayMeters();
    private CertificateWatch watch;
    private Entrance entrance;

    @BeforeEach
    void start() throws IOException {
        Tls.Pem tls = new Tls.Pem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        Files.writeString(tls.certificates(), HELD.certificatePem());
        Files.writeString(tls.privateKey(), HELD.privateKeyPkcs8Pem());
        watch = new CertificateWatch(tls);
        GatewayConfig config = GatewayConfig.builder()
                .anyKey(program)
                .tls(tls)
                .limits(Limits.standard().with(GatewaySettings.BODY, 1000))
                .build();
        Gen1Handler handler = Gen1Handler.of(program);
        entrance = new Entrance(config, watch, () -> handler, new ByteBudget(1 << 20), meters);
        entrance.start(config.listen());
    }

    @AfterEach
    void stop() {
        entrance.close();
        meters.close();
    }

    private SSLSocket connect(String suite, String... protocols) throws IOException {
        Socket socket = Calls.connect(entrance.url());
        SSLSocket secure =
                (SSLSocket) TRUST.sslSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secure.setEnabledProtocols(new String[] {"TLSv1.2"});
        secure.setEnabledCipherSuites(new String[] {suite});
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secure.setSSLParameters(parameters);
        return secure;
    }

    /** Java's, without the weak ones, in the order that it gives them. */
    @Test
    void suites_areThoseOfTheAdminSide() throws Exception {
        SslContextFactory.Server admin = watch.factory();
        admin.start();
        try {
            assertThat(watch.context()
                            .newEngine(UnpooledByteBufAllocator.DEFAULT)
                            .getEnabledCipherSuites())
                    .containsExactly(admin.newSSLEngine().getEnabledCipherSuites());
        } finally {
            admin.stop();
        }
    }

    /** HTTP/2 forbids some suites (RFC 9113, section 9.2.2), and clients of it may end a connection that has one of them. */
    @ParameterizedTest
    @CsvSource({
        GCM + ", h2",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, h2",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, http/1.1",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, http/1.1"
    })
    void suite_decidesWhetherItIsHttp2(String suite, String protocol) throws IOException {
        try (SSLSocket secure = connect(suite, "h2", "http/1.1")) {
            secure.startHandshake();

            assertThat(secure.getApplicationProtocol()).isEqualTo(protocol);
        }
    }

    /** The gateway's side of TLS is over before the caller's. */
    @Test
    void callerThatSendsOnAfterItsRefusal_getsIt() throws IOException {
        int size = 4 << 20;
        try (SSLSocket secure = connect(GCM)) {
            OutputStream out = secure.getOutputStream();
            out.write(("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nContent-Length: " + size
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] piece = new byte[1 << 14];
            for (int sent = 0; sent < size; sent += piece.length) {
                out.write(piece);
            }

            assertThat(Calls.read(secure)).startsWith("HTTP/1.1 413 ").contains("Connection: close\r\n");
        }
    }
}
