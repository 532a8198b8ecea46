package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog("Bad Authority: .*")
@ExpectedLog("gateway.listen: kdp-gateway.invalid:0 is for other machines as well, .*")
class GatewayTest {
    private static final String UPLOAD = "/bulkenroll/v1/reseller/devices";
    private static final String BODY = """
            {"transactionId":"244303","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
             "devices":{"type":"IMEI","list":["351800000000702"]}}""";
    private static final String TOO_LARGE =
            "{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                    + "\"data\":\"the body is larger than 1024 bytes\"}";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ofHours(1)).build());

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        TestKeys.write(directory.resolve("keys.json"));
        gateway = Gateway.start(config("127.0.0.1:0"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private GatewayConfig config(String listen) {
        return GatewayConfig.parse(
                """
                gateway { listen = "%s", admin { listen = off }, ledger { file = off }, tokensAtStart = false, limits { body = 1KiB } }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 {
                    baseUrl = "%s"
                    auth {
                      scheme = signed-token, tokenUrl = "%s",
                      clientIdentifier = "sim-client-identifier", keyFile = "%s"
                    }
                  }
                }]
                """.formatted(listen, knox.gen2BaseUrl(), knox.tokenUrl(), directory.resolve("keys.json")), "test");
    }

    private GatewayConfig impatient(Duration head, Duration body) {
        Limits limits = Limits.standard()
                .with(GatewaySettings.BODY, 1024)
                .with(GatewaySettings.HEAD_TIME, head)
                .with(GatewaySettings.BODY_TIME, body);
        return config("127.0.0.1:0").toBuilder().limits(limits).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("X-WSM-API-TOKEN", "sim-gen1-key")
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> upload(String body) throws Exception {
        return http.send(request(UPLOAD).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Sends bytes as they are and reads until the server closes the connection. */
    private String raw(String bytes) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.url().getPort())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void gen1Upload_isRegisteredByGen2() throws Exception {
        HttpResponse<String> response = upload(BODY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().map()).doesNotContainKey("server");
        assertThat(response.body())
                .isEqualTo("{\"transactionId\":\"244303\",\"state\":\"Progress\",\"code\":2000000,"
                        + "\"message\":\"SUCCESS\"}");
        assertThat(knox.simulator().devices()).hasSize(1);
        assertThat(knox.simulator().requests())
                .extracting(request -> request.generation() + " " + request.path())
                .containsExactly("token /ams/v1/users/accesstoken", "gen2 /kcs/v1/rp/devices/upload");
    }

    @Test
    void oauth2_isTheOtherWayToGen2() throws Exception {
        gateway.close();
        gateway = Gateway.start(GatewayConfig.parse("""
                gateway { listen = "127.0.0.1:0", admin { listen = off }, ledger { file = off }, tokensAtStart = false }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 {
                    baseUrl = "%s"
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
                  }
                }]
                """.formatted(knox.gen2BaseUrl()), "test"));

        assertThat(upload(BODY).statusCode()).isEqualTo(200);
        assertThat(knox.simulator().requests())
                .extracting(request -> request.generation() + " " + request.path())
                .containsExactly("token /ams/v1/oauth2/token", "gen2 /kcs/v1/rp/devices/upload");
    }

    @Test
    void gen1Status_isAskedOfGen2() throws Exception {
        upload(BODY);

        HttpResponse<String> response = http.send(
                request(UPLOAD + "/status?resellerId=4680000925&transactionId=244303")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.body())
                .isEqualTo("{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[{\"transactionId\":"
                        + "\"244303\",\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[]}]}");
    }

    @Test
    void bodyOverTheLimit_isRefusedWhetherOrNotItsLengthIsAnnounced() throws Exception {
        String large = BODY + " ".repeat(1024);
        HttpResponse<String> announced = upload(large);
        HttpResponse<String> chunked = http.send(
                request(UPLOAD)
                        .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))
                        .build(),
                BodyHandlers.ofString());

        for (HttpResponse<String> response : List.of(announced, chunked)) {
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).isEqualTo(TOO_LARGE);
        }
        assertThat(upload(BODY).statusCode()).isEqualTo(200);
    }

    @Test
    void announcedBodyOverTheLimit_isRefusedBeforeItIsSent() throws Exception {
        String answer = raw("PUT " + UPLOAD + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("Connection: close")
                .endsWith(TOO_LARGE);
    }

    @Test
    void bodyThatEndsTooEarly_isRefusedAndDoesNothing() throws Exception {
        String answer = raw("PUT " + UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n"
                + "Content-Length: 500\r\n\r\n" + BODY);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\"")
                .doesNotContain("Exception");
        assertThat(knox.simulator().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void brokenHttp_getsGen1sShape(String bytes) throws Exception {
        assertThat(raw(bytes))
                .matches("(?s)HTTP/1.1 (400|505) .*")
                .contains("{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\"")
                .doesNotContain("Exception", "jetty", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1@@                       | it has no Host",
                "GET / HTTP/1.1@Host: a b@@             | its Host is malformed",
                "PUT / HTTP/1.1@Host: x@Expect: y@@     | it expects what is unknown",
                "CONNECT x:1 HTTP/1.1@Host: x@@         | the host of its target is not its Host",
            })
    void brokenHttp_isToldWhatIsWrongAndTheConnectionEnds(String request, String reason) throws Exception {
        assertThat(raw(request.replace("@", "\r\n")))
                .contains("Connection: close")
                .endsWith("\"data\":\"not an HTTP request that can be served: " + reason + "\"}");
    }

    /** A path is what was sent: nothing is decoded or shortened, and only slashes at its beginning are joined. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                UPLOAD + "/",
                "/bulkenroll//v1/reseller/devices",
                "/x/.." + UPLOAD,
                "/x/%2e%2e" + UPLOAD,
                "/bulkenroll%2fv1/reseller/devices",
                "/bulkenroll/v1/reseller/device%73",
                UPLOAD + ";a=b",
            })
    void oddPath_isUnknown(String path) throws Exception {
        String answer = raw("PUT " + path + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n"
                + "Connection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);

        assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\"data\":\"no such path: " + path + "\"}");
        assertThat(knox.simulator().requests()).isEmpty();
    }

    /** The caller's base URL has a slash at its end, and the path one at its beginning. */
    @Test
    void pathThatBeginsWithTwoSlashes_isServed() throws Exception {
        String answer = raw("PUT /" + UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n"
                + "Connection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    @Test
    void bodyThatTakesTooLong_isGivenUp() throws Exception {
        gateway.close();
        gateway = Gateway.start(impatient(Duration.ofSeconds(30), Duration.ofMillis(300)));

        String answer = begin("PUT " + UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n"
                + "Content-Length: 1000\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .contains("Connection: close")
                .endsWith("{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                        + "\"data\":\"the body did not arrive in time\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /x HTTP/1.1\r\nHost: x\r\n\r\n"})
    void headThatTakesTooLong_isGivenUp(String before) throws Exception {
        gateway.close();
        gateway = Gateway.start(impatient(Duration.ofMillis(300), Duration.ofSeconds(30)));

        String answer = begin(before + "GET / HTTP/1.1\r\nHost: x");

        assertThat(answer).matches(before.isEmpty() ? "" : "(?s)HTTP/1.1 404 .*\\}");
    }

    /** The time for the next head does not run while a request is served. */
    @Test
    void slowService_isNotASlowSender() throws Exception {
        gateway.close();
        gateway = Gateway.start(impatient(Duration.ofMillis(300), Duration.ofMillis(300)));
        knox.simulator().fault(Fault.delay("/kcs/v1/rp/devices/upload", Duration.ofMillis(900)));

        assertThat(upload(BODY).statusCode()).isEqualTo(200);
    }

    /** Sends the start of a request and reads until the server ends the connection, well before it is idle too long. */
    private String begin(String start) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void headersOverTheLimit_getGen1sShape() throws Exception {
        String answer = raw("GET " + UPLOAD + " HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("{\"state\":\"Rejected\",\"code\":4000000,");
    }

    @Test
    void answerThatGotLost_isSettledWithoutTheCaller() throws Exception {
        knox.simulator().fault(Fault.dropAfter("/kcs/v1/rp/devices/upload"));

        assertThat(upload(BODY).statusCode()).isEqualTo(200);

        assertThat(knox.simulator().devices()).hasSize(1);
    }

    @Test
    @ExpectedLog("upload .* got no answer: the connection to .* broke: .*")
    void silentService_isAStatusThatCallersRepeat() throws Exception {
        knox.simulator().fault(Fault.dropAfter("/kcs/v1/rp/devices/upload"));
        knox.simulator().fault(Fault.status("/kcs/v1/rp/devices/status", 400).times(4));

        HttpResponse<String> response = upload(BODY);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body())
                .startsWith("{\"transactionId\":\"244303\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",")
                .contains("whether it was carried out is not known");
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    @Test
    void runningRequest_isAnsweredBeforeTheGatewayStops() throws Exception {
        knox.simulator().fault(Fault.delay("/kcs/v1/rp/devices/upload", Duration.ofMillis(500)));
        CompletableFuture<HttpResponse<String>> running = http.sendAsync(
                request(UPLOAD).PUT(BodyPublishers.ofString(BODY)).build(), BodyHandlers.ofString());
        while (knox.simulator().requests().stream()
                .noneMatch(request -> request.path().endsWith("/upload"))) {
            Thread.onSpinWait();
        }

        gateway.close();

        assertThat(running.get().statusCode()).isEqualTo(200);
    }

    @Test
    void addressInUse_isNamed() {
        assertThatThrownBy(
                        () -> Gateway.start(config("127.0.0.1:" + gateway.url().getPort())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen at 127.0.0.1:" + gateway.url().getPort()
                        + " (gateway.listen): another program listens there. Stop that one (ss -ltnp names it), or name another"
                        + " port");
    }

    @Test
    void unknownHost_isNamed() {
        assertThatThrownBy(() -> Gateway.start(config("kdp-gateway.invalid:0")))
                .hasMessage(
                        "cannot listen at kdp-gateway.invalid:0 (gateway.listen): the host is unknown. Name an address of this machine"
                                + " there");
    }
}
