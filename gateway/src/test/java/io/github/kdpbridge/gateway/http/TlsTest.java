package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog("the new certificate cannot be used, .*")
class TlsTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(1).build();
    private static final HeldCertificate INTERMEDIATE = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .signedBy(AUTHORITY)
            .build();
    private static final HeldCertificate FIRST = gateway(INTERMEDIATE);
    private static final HeldCertificate SECOND = gateway(INTERMEDIATE);
    private static final HandshakeCertificates TRUST = new HandshakeCertificates.Builder()
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    Path folder;

    private Tls.Pem tls;

    private static HeldCertificate gateway(HeldCertificate signer) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("gateway.example")
                .signedBy(signer)
                .build();
    }

    @BeforeEach
    void write() throws IOException {
        tls = new Tls.Pem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        write(FIRST);
    }

    private void write(HeldCertificate held) throws IOException {
        Files.writeString(tls.certificates(), held.certificatePem() + INTERMEDIATE.certificatePem());
        Files.writeString(tls.privateKey(), held.privateKeyPkcs8Pem());
    }

    private Gateway start(Limits limits) {
        return Gateway.start(Calls.config(knox).tls(tls).limits(limits).build());
    }

    private static OkHttpClient client(Protocol... protocols) {
        return new OkHttpClient.Builder()
                .sslSocketFactory(TRUST.sslSocketFactory(), TRUST.trustManager())
                .protocols(List.of(protocols))
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void caller_choosesTheProtocol(Protocol protocol) throws Exception {
        try (Gateway gateway = start(Limits.standard())) {
            OkHttpClient http = protocol == Protocol.HTTP_2
                    ? client(Protocol.HTTP_2, Protocol.HTTP_1_1)
                    : client(Protocol.HTTP_1_1);
            try (Response response =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(gateway.url()).hasScheme("https");
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.protocol()).isEqualTo(protocol);
                assertThat(response.handshake().peerCertificates())
                        .startsWith(FIRST.certificate(), INTERMEDIATE.certificate());
            }
        }
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    /** Whether the certificate is good enough for the name is the caller's decision. */
    @ParameterizedTest
    @CsvSource({
        ", 127.0.0.1",
        ", localhost",
        ", gateway.example",
        "localhost, localhost",
        "other.example, other.example",
        "gateway.example, balancer.example:443",
        "gateway.example, gateway.example.",
        "other.example, 127.0.0.1"
    })
    void callerThatKnowsTheGatewayByAnotherName_isServed(String sni, String host) throws Exception {
        try (Gateway gateway = start(Limits.standard());
                Socket socket = Calls.connect(gateway.url());
                SSLSocket secure = (SSLSocket)
                        TRUST.sslSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setServerNames(sni == null ? List.of() : List.of(new SNIHostName(sni)));
            secure.setSSLParameters(parameters);
            secure.getOutputStream()
                    .write(("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nConnection: close\r\nX-WSM-API-TOKEN: " + Calls.KEY + "\r\nContent-Length: "
                                    + Calls.BODY.length() + "\r\n\r\n" + Calls.BODY)
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(secure.getInputStream().readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** TLS 1.3 has an end for each side. */
    @Test
    void callerThatSendsNoMore_getsItsAnswer() throws Exception {
        try (Gateway gateway = start(Limits.standard());
                Socket socket = Calls.connect(gateway.url());
                SSLSocket secure = (SSLSocket)
                        TRUST.sslSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
            secure.getOutputStream()
                    .write(("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: " + Calls.KEY
                                    + "\r\nContent-Length: " + Calls.BODY.length() + "\r\n\r\n" + Calls.BODY)
                            .getBytes(StandardCharsets.ISO_8859_1));
            secure.shutdownOutput();

            assertThat(Calls.read(secure)).startsWith("HTTP/1.1 200 ").contains("Connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldTls_isRefused(String version) throws Exception {
        try (Gateway gateway = start(Limits.standard());
                Socket socket = Calls.connect(gateway.url());
                SSLSocket secure = (SSLSocket)
                        TRUST.sslSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
            secure.setEnabledProtocols(new String[] {version});

            assertThatThrownBy(secure::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    /** The suites of callers on old systems: not those that HTTP/2 asks for. */
    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"})
    void callerOfTls12_isServed(String suite) throws Exception {
        try (Gateway gateway = start(Limits.standard());
                SSLSocket secure = connect12(gateway, suite)) {
            secure.getOutputStream()
                    .write("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(Calls.read(secure)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void suiteWithSha1_isRefused() throws Exception {
        try (Gateway gateway = start(Limits.standard());
                SSLSocket secure = connect12(gateway, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")) {
            assertThatThrownBy(secure::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    /** One connection could have the gateway make one costly handshake after the other. */
    @Test
    void callerOfTls12ThatBeginsAnotherHandshake_isCut() throws Exception {
        try (Gateway gateway = start(Limits.standard());
                SSLSocket secure = connect12(gateway, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
            secure.startHandshake();

            assertThatThrownBy(() -> askAfterAnotherHandshake(secure)).isInstanceOf(IOException.class);
        }
    }

    /** A short handshake is over for the caller before it sees the end of the connection. */
    private static void askAfterAnotherHandshake(SSLSocket secure) throws IOException {
        secure.startHandshake();
        secure.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        if (secure.getInputStream().read() < 0) {
            throw new EOFException();
        }
    }

    private static SSLSocket connect12(Gateway gateway, String suite) throws IOException {
        Socket socket = Calls.connect(gateway.url());
        SSLSocket secure =
                (SSLSocket) TRUST.sslSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        secure.setEnabledProtocols(new String[] {"TLSv1.2"});
        secure.setEnabledCipherSuites(new String[] {suite});
        return secure;
    }

    @Test
    void clearText_getsNoAnswerAndHarmsNobody() throws Exception {
        try (Gateway gateway = start(Limits.standard())) {
            assertThat(Calls.raw(gateway.url(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .doesNotContain("HTTP/1.1 200");

            try (Response response = client(Protocol.HTTP_1_1)
                    .newCall(Calls.upload(gateway.url(), Calls.BODY))
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
    }

    /** Neither a handshake nor the first request may take for ever; a connection that works is not cut by its age. */
    @Test
    void slowSender_isCutAlsoInTheHandshake() throws Exception {
        Duration soon = Duration.ofMillis(300);
        try (Gateway gateway = start(Limits.standard().with(GatewaySettings.HEAD_TIME, soon));
                Socket silent = Calls.connect(gateway.url());
                Socket slow = Calls.connect(gateway.url())) {
            slow.getOutputStream().write(new byte[] {22, 3, 1, 2, 0}); // the start of a client's hello

            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
            assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    @ExpectedLog(
            "bodies over 1048576 bytes are refused, not only those over 67108864: the heap is too small for larger ones")
    void newCertificate_isShownToNewConnections() throws Exception {
        GatewayMeters meters = new GatewayMeters();
        GatewayConfig config = Calls.config(knox).tls(tls).build();
        CertificateWatch watch = new CertificateWatch(tls);
        Gen1Handler handler = Gen1Handler.of(new HeldProgram());
        try (Entrance entrance = new Entrance(config, watch, () -> handler, new ByteBudget(1 << 20), meters)) {
            entrance.start(config.listen());
            assertThat(shownBy(entrance)).isEqualTo(FIRST.certificate());

            Files.writeString(tls.certificates(), SECOND.certificatePem() + INTERMEDIATE.certificatePem());
            watch.look();
            assertThat(shownBy(entrance))
                    .as("one new file of two is no certificate")
                    .isEqualTo(FIRST.certificate());

            Files.writeString(tls.privateKey(), SECOND.privateKeyPkcs8Pem());
            watch.look();
            assertThat(shownBy(entrance)).isEqualTo(SECOND.certificate());
            assertThat(meters.scrape())
                    .contains("kdp_gateway_certificate_expiry_seconds "
                            + (double) SECOND.certificate()
                                    .getNotAfter()
                                    .toInstant()
                                    .getEpochSecond());

            Files.delete(tls.privateKey());
            watch.look();
            assertThat(shownBy(entrance)).isEqualTo(SECOND.certificate());
        } finally {
            meters.close();
        }
    }

    private static Certificate shownBy(Entrance entrance) throws IOException {
        try (Response response = client(Protocol.HTTP_1_1)
                .newCall(Calls.request(entrance.url(), "/x").build())
                .execute()) {
            return response.handshake().peerCertificates().get(0);
        }
    }
}
