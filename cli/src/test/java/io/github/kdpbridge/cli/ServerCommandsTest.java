package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerCommandsTest {
    private static final SessionRequest REQUEST = HttpFile.parse(
                    "GET /bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=1", "test")
            .requests()
            .get(0);

    private static final SessionRequest UPLOAD =
            HttpFile.parse("""
                    PUT /bulkenroll/v1/reseller/devices
                    X-WSM-API-TOKEN: sim-gen1-key

                    {"transactionId":"1\\nFORGED","resellerId":"4680000925","customerId":"1200000321",
                     "devices":{"type":"IMEI","list":["351800000000702"]}}
                    """, "test").requests().get(0);

    private static final SessionRequest TRACED =
            HttpFile.parse("""
                    PUT /bulkenroll/v1/reseller/devices
                    X-WSM-API-TOKEN: sim-gen1-key
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01

                    {"transactionId":"2\\nFORGED","resellerId":"4680000925","customerId":"1200000321",
                     "devices":{"type":"IMEI","list":["351800000000702"]}}
                    """, "test").requests().get(0);

    @TempDir
    private Path folder;

    @Test
    void simulator_saysWhenItIsReadyAndStopsOnSigterm() throws IOException, InterruptedException {
        try (ServerProcess simulator = ServerProcess.start("simulate", "--port", "0")) {
            stopsOnSigterm(simulator, "simulator");
            assertThat(simulator.errors()).isEmpty();
        }
    }

    @Test
    void gateway_saysWhenItIsReadyAndStopsOnSigterm() throws Exception {
        Path config = gatewayConfig("");
        try (ServerProcess gateway = ServerProcess.start("gateway", "--config", config.toString())) {
            stopsOnSigterm(gateway, "gateway");
            assertThat(gateway.errors())
                    .matches("\\S+Z id=[0-9a-f]{16} remote=127\\.0\\.0\\.1 method=GET "
                            + "path=/bulkenroll/v1/reseller/devices/status version=HTTP/1\\.1 status=401 in=0 out=\\d+ "
                            + "ms=\\d+ operation=status reseller=- transaction=1\\R");
        }
    }

    @Test
    void gatewayWithoutAccessLog_saysNothing() throws Exception {
        Path config = gatewayConfig("");
        try (ServerProcess gateway =
                ServerProcess.start(Map.of("KDP_ACCESS_LOG", "off"), "gateway", "--config", config.toString())) {
            stopsOnSigterm(gateway, "gateway");
            assertThat(gateway.errors()).isEmpty();
        }
    }

    /** Pipelines read a line each; what the lines say is as ever. */
    @Test
    void gatewayThatLogsJson_writesAnObjectALine() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            simulator.fault(Fault.dropAfter("/kcs/v1/rp/devices/upload"));
            Path config = gatewayConfig("baseUrl = \"" + simulator.url() + "/kcs/v1/rp\"");
            try (ServerProcess gateway = ServerProcess.start(
                    Map.of("KDP_LOG_FORMAT", "JSON", "KDP_LOG_LEVEL", "DEBUG"),
                    "gateway",
                    "--config",
                    config.toString())) {
                Replay replay = Replay.to(URI.create(gateway.line().substring("kdp gateway ready at ".length())));
                assertThat(replay.send(TRACED).answer().status()).isEqualTo(200);
                gateway.terminate();

                List<JsonTree.ObjectNode> lines = gateway.errors()
                        .lines()
                        .map(line -> (JsonTree.ObjectNode) JsonTree.orNull(line))
                        .toList();
                JsonTree.ObjectNode access = of("io.github.kdpbridge.gateway.access", lines);
                String id = text(access, "requestId");
                assertThat(id).matches("[0-9a-f]{16}");
                assertThat(access.fields().keySet())
                        .containsExactly(
                                "timestamp",
                                "level",
                                "threadName",
                                "loggerName",
                                "formattedMessage",
                                "throwable",
                                "requestId",
                                "remote",
                                "method",
                                "path",
                                "version",
                                "status",
                                "in",
                                "out",
                                "ms",
                                "operation",
                                "reseller",
                                "transaction",
                                "traceId");
                assertThat(access.fields().get("status").compact()).isEqualTo("200");
                assertThat(text(access, "transaction")).isEqualTo("2?FORGED");
                assertThat(text(access, "formattedMessage")).startsWith("id=" + id + " remote=127.0.0.1 method=PUT");
                JsonTree.ObjectNode lost = lines.stream()
                        .filter(line -> text(line, "formattedMessage").contains("the answer was lost"))
                        .findFirst()
                        .orElseThrow();
                assertThat(text(lost, "requestId")).isEqualTo(id);
                assertThat(text(lost, "level")).isEqualTo("WARN");
                assertThat(text(lost, "traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
                assertThat(lost.fields()).doesNotContainKey("traceparent");
            }
        }
    }

    private static JsonTree.ObjectNode of(String logger, List<JsonTree.ObjectNode> lines) {
        return lines.stream()
                .filter(line -> text(line, "loggerName").equals(logger))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonTree.ObjectNode line, String field) {
        return ((JsonTree.TextNode) line.fields().get(field)).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KDP_LOG_FORMAT | xml       | text or json
            KDP_LOG_FORMAT | jsn       | text or json
            KDP_LOG_FORMAT | text json | text or json
            KDP_LOG_LEVEL  | LOUD      | TRACE, DEBUG, INFO, WARN, ERROR or OFF
            KDP_LOG_LEVEL  | WARNING   | TRACE, DEBUG, INFO, WARN, ERROR or OFF
            KDP_LOG_LEVEL  | ALL       | TRACE, DEBUG, INFO, WARN, ERROR or OFF
            KDP_ACCESS_LOG | false     | on or off
            KDP_AUDIT_LOG  | false     | on or off
            """)
    void wordThatALogDoesNotTake_endsWithTwoAndOneLine(String variable, String word, String words) throws Exception {
        try (ServerProcess kdp = ServerProcess.start(Map.of(variable, word), "simulate", "--port", "0")) {
            assertThat(kdp.exitCode()).isEqualTo(2);
            assertThat(kdp.errors())
                    .isEqualTo("kdp: " + variable + ": must be " + words + ", not " + word + System.lineSeparator());
        }
    }

    @Test
    void logFormatThatIsEmpty_countsAsAbsent() throws Exception {
        Path config = gatewayConfig("");
        try (ServerProcess gateway =
                ServerProcess.start(Map.of("KDP_LOG_FORMAT", ""), "gateway", "--config", config.toString())) {
            stopsOnSigterm(gateway, "gateway");
            assertThat(gateway.errors()).matches("\\S+Z id=[0-9a-f]{16} remote=.* transaction=1\\R");
        }
    }

    private static int status(String url, String key) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/bulkenroll/v1/reseller/devices/status?resellerId=other")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("X-WSM-API-TOKEN", key);
        return connection.getResponseCode();
    }

    /** 403: the key is right, and the request names another reseller. */
    @Test
    void sighup_readsKeysAnew_andAMistakeLeavesAllAsItWas() throws Exception {
        Path config = gatewayConfig("");
        try (ServerProcess gateway = ServerProcess.start("gateway", "--config", config.toString())) {
            String url = gateway.line().substring("kdp gateway ready at ".length());
            assertThat(status(url, "sim-gen1-key")).isEqualTo(403);
            String text = Files.readString(config);

            Files.writeString(
                    config,
                    text.replace("sim-gen1-key", "sim-next-key")
                            .replace("gateway {", "gateway { limits { idle = 7s },"));
            gateway.hangUp();
            assertThat(gateway.line())
                    .isEqualTo("kdp gateway has reloaded its resellers, keys and certificates; changes in"
                            + " gateway.limits need a restart");
            assertThat(status(url, "sim-next-key")).isEqualTo(403);
            assertThat(status(url, "sim-gen1-key")).isEqualTo(401);

            Files.writeString(config, text.replace("resellerId", "reselerId"));
            gateway.hangUp();
            while (!gateway.errors().contains("reselerId")) {
                Thread.onSpinWait();
            }
            assertThat(gateway.errors())
                    .contains("nothing is reloaded: " + config + ": resellers[0].resellerId: is missing");
            assertThat(status(url, "sim-next-key")).isEqualTo(403);

            assertThat(gateway.terminate()).isEqualTo(143);
        }
    }

    @Test
    void changedFile_isReloadedWithoutASignal() throws Exception {
        Path config = gatewayConfig("");
        try (ServerProcess gateway = ServerProcess.start("gateway", "--config", config.toString())) {
            String url = gateway.line().substring("kdp gateway ready at ".length());

            Files.writeString(config, Files.readString(config).replace("sim-gen1-key", "sim-next-key"));

            assertThat(gateway.line()).isEqualTo("kdp gateway has reloaded its resellers, keys and certificates");
            assertThat(status(url, "sim-next-key")).isEqualTo(403);
        }
    }

    @Test
    void portInUse_endsWithOneAndOneLine() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            String port = Integer.toString(other.getAddress().getPort());

            CommandRun run = CommandRun.of("simulate", "--port", port);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("kdp simulate: ").contains(port).hasLineCount(1);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void portThatIsNone_isAMistakeOfUsage() {
        CommandRun run = CommandRun.of("simulate", "--port", "65536");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kdp simulate: port must be from 0 to 65535, not 65536 (see kdp simulate --help)"
                        + System.lineSeparator());
    }

    @Test
    void worldThatDoesNotExist_isAMistakeOfUsage() {
        String missing = folder.resolve("world.json").toString();

        CommandRun run = CommandRun.of("simulate", "--world", missing);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("kdp simulate: ").contains(missing).hasLineCount(1);
    }

    @Test
    void mistakeInTheConfiguration_endsWithTwoAndOneLine() throws IOException {
        Path config = Files.writeString(folder.resolve("gateway.conf"), "resellers = []");

        CommandRun run = CommandRun.of("gateway", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("kdp gateway: ").contains("resellers").hasLineCount(1);
    }

    /** The HTTP server and client under the gateway would log headers and bodies at these levels. */
    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "TRACE"})
    void gateway_logsNoKeyNoTokenNoDeviceAndNoForgedLineAtAnyLevel(String level) throws Exception {
        try (Simulator simulator = Simulator.start()) {
            simulator.fault(Fault.dropAfter("/kcs/v1/rp/devices/upload"));
            Path config = gatewayConfig("baseUrl = \"" + simulator.url() + "/kcs/v1/rp\"");
            try (ServerProcess gateway =
                    ServerProcess.start(Map.of("KDP_LOG_LEVEL", level), "gateway", "--config", config.toString())) {
                URI url = URI.create(gateway.line().substring("kdp gateway ready at ".length()));
                Replay replay = Replay.to(url);
                assertThat(replay.send(UPLOAD).answer().status()).isEqualTo(200);
                assertThat(replay.send(TRACED).answer().status()).isEqualTo(200);
                gateway.terminate();

                assertThat(gateway.errors())
                        .containsPattern("\\[[0-9a-f]{16} 0af7651916cd43dd8448eb211c80319c] \\S")
                        .containsPattern("\\[[0-9a-f]{16}] upload 1\\?FORGED: the answer was lost")
                        .contains("a new token", "upload 1?FORGED got no answer", " transaction=1?FORGED")
                        .doesNotContain(
                                "sim-gen1-key",
                                "sim-client-identifier",
                                "351800000000702",
                                "eyJ",
                                "x-knox-apitoken",
                                "\nFORGED");
            }
        }
    }

    private static void stopsOnSigterm(ServerProcess server, String name) throws IOException, InterruptedException {
        String readyAt = "kdp " + name + " ready at ";
        String ready = server.line();
        assertThat(ready).startsWith(readyAt + "http://127.0.0.1:");
        Replay replay = Replay.to(URI.create(ready.substring(readyAt.length())));
        assertThat(replay.send(REQUEST).answer().status()).isEqualTo(401);

        assertThat(server.terminate()).isEqualTo(143);

        assertThat(server.rest()).isEqualTo("kdp " + name + " stops");
        assertThatThrownBy(() -> replay.send(REQUEST)).isInstanceOf(ReplayException.class);
    }

    private Path gatewayConfig(String service) throws IOException, NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Files.writeString(
                folder.resolve("keys.json"),
                "{\"Public\":\"%s\",\"Private\":\"%s\"}"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(keys.getPublic().getEncoded()),
                                Base64.getEncoder()
                                        .encodeToString(keys.getPrivate().getEncoded())));
        return Files.writeString(folder.resolve("gateway.conf"), """
                gateway { listen = "127.0.0.1:0", admin { listen = off }, tokensAtStart = false }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 {
                    %s
                    auth { scheme = signed-token, clientIdentifier = "sim-client-identifier", keyFile = "keys.json" }
                  }
                }]
                """.formatted(service));
    }
}
