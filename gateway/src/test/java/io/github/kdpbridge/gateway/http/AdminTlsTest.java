package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The admin side over real TLS, asked for by the address that other machines would use. */
@ExpectedLog("gateway.admin.listen: 0.0.0.0:0 is for other machines as well, and needs no key.*")
class AdminTlsTest {
    private static final String TOKEN = "sim-token-of-operator-1";
    private static final InetAddress ADDRESS = address();
    private static final HeldCertificate FIRST = certificate();
    private static final HeldCertificate SECOND = certificate();

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private Tls.Pem tls;
    private GatewayConfig config;
    private Gateway gateway;
    private final OkHttpClient http = client();
    private final OkHttpClient page = http.newBuilder().followRedirects(false).build();

    /** A request by this address does not come from loopback, unless the machine has no network. */
    private static InetAddress address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst()
                    .orElse(InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static HeldCertificate certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(ADDRESS.getHostAddress())
                .build();
    }

    private static OkHttpClient client() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(FIRST.certificate())
                .addTrustedCertificate(SECOND.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .retryOnConnectionFailure(false)
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        tls = new Tls.Pem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        write(FIRST);
        config = Calls.config(knox)
                .admin(HostAndPort.fromParts("0.0.0.0", 0))
                .adminTls(tls)
                .adminAccess(new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest(TOKEN)))
                .build();
        gateway = Gateway.start(config);
    }

    @AfterEach
    void stop() {
        gateway.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private void write(HeldCertificate held) throws IOException {
        Files.writeString(tls.certificates(), held.certificatePem());
        Files.writeString(tls.privateKey(), held.privateKeyPkcs8Pem());
    }

    private Request.Builder request(String path) {
        return new Request.Builder()
                .url("https://" + ADDRESS.getHostAddress() + ":"
                        + gateway.adminUrl().orElseThrow().getPort() + path)
                .header("Authorization", "Bearer " + TOKEN);
    }

    @Test
    void healthAndMetrics_areAnswered() throws Exception {
        assertThat(gateway.adminUrl().orElseThrow().getScheme()).isEqualTo("https");
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            try (Response response = http.newCall(request(path).build()).execute()) {
                assertThat(response.code()).as(path).isEqualTo(200);
                assertThat(response.handshake().tlsVersion().javaName()).startsWith("TLSv1.");
            }
        }
    }

    /** The name of the cookie makes a browser keep it from clear text, and from other hosts of the domain. */
    @Test
    void sessionOfThePage_isForTlsOnly() throws Exception {
        String origin = "https://" + ADDRESS.getHostAddress() + ":"
                + gateway.adminUrl().orElseThrow().getPort();
        RequestBody token = new FormBody.Builder().add("token", TOKEN).build();
        String cookie;
        try (Response response = page.newCall(request("/migration/login")
                        .header("Origin", origin)
                        .post(token)
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(303);
            cookie = response.header("Set-Cookie");
        }
        assertThat(cookie)
                .startsWith("__Host-kdp=operator-1:")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain");

        String session = cookie.substring("__Host-kdp=".length(), cookie.indexOf(';'));
        assertThat(statusOfThePage("__Host-kdp=" + session)).isEqualTo(200);
        assertThat(statusOfThePage("kdp=" + session))
                .as("a cookie of clear text")
                .isEqualTo(303);
    }

    private int statusOfThePage(String cookie) throws IOException {
        try (Response response = page.newCall(
                        request("/migration").header("Cookie", cookie).build())
                .execute()) {
            return response.code();
        }
    }

    /** Of HTTP/1.1, a browser opens six connections to a server, each of which an open page may hold. */
    @Test
    void manyPages_shareOneConnection() throws Exception {
        try (Response response = http.newCall(request("/health/live").build()).execute()) {
            assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
        }
        OkHttpClient old =
                http.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
        try (Response response = old.newCall(request("/health/live").build()).execute()) {
            assertThat(response.protocol()).isEqualTo(Protocol.HTTP_1_1);
        }
    }

    /** No account migrates here, so the act itself is refused: it was taken. */
    @Test
    void actFromAnotherMachine_isTaken() throws Exception {
        RequestBody body = RequestBody.create("{\"reason\":\"stock taking\"}", Calls.JSON);
        try (Response response = http.newCall(
                        request("/migration/api/freeze").post(body).build())
                .execute()) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    @Test
    void reload_showsTheNewCertificate() throws Exception {
        write(SECOND);
        gateway.reload(config);

        try (Response response = http.newCall(request("/metrics").build()).execute()) {
            assertThat(response.handshake().peerCertificates()).containsExactly(SECOND.certificate());
            assertThat(response.body().string())
                    .contains("kdp_gateway_admin_certificate_expiry_seconds "
                            + (double) SECOND.certificate()
                                    .getNotAfter()
                                    .toInstant()
                                    .getEpochSecond());
        }
    }

    @Test
    void clearText_getsNoAnswer() throws Exception {
        assertThat(Calls.raw(
                        gateway.adminUrl().orElseThrow(),
                        "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .doesNotContain("HTTP/1.1 200");
    }

    @Test
    void clientThatDoesNotTrustTheIssuer_getsNoAnswer() {
        OkHttpClient stranger = new OkHttpClient();
        assertThatThrownBy(
                        () -> stranger.newCall(request("/health/live").build()).execute())
                .isInstanceOf(SSLException.class);
        stranger.dispatcher().executorService().shutdown();
    }
}
