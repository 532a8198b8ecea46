package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String target;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("X-WSM-API-TOKEN"));
                byte[] body = answer(exchange.getRequestURI().getPath()).getBytes(UTF_8);
                exchange.sendResponseHeaders(
                        exchange.getRequestMethod().equals("GET") ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        target = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void session_isPrintedExchangeByExchangeWithoutKeys() throws IOException {
        CommandRun run = replay("""
                ### Upload
                PUT http://elsewhere/devices
                X-WSM-API-TOKEN: s3cret
                Authorization: Bearer s3cret
                X-Knox-ApiToken: s3cret
                Accept: */*

                {"a":1}

                ###
                GET /page
                """);

        assertThat(run.out().replaceAll("\\(\\d+ ms", "(7 ms")).isEqualToNormalizingNewlines("""
                        ### Upload
                        PUT /devices
                        X-WSM-API-TOKEN: ********
                        Authorization: ********
                        X-Knox-ApiToken: ********
                        Accept: */*

                        {"a":1}

                        -> 404 (7 ms)
                        {
                          "code": 4042104
                        }

                        ### GET /page
                        GET /page

                        -> 200 (7 ms)
                        not ?[31m JSON

                        """);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(received).containsExactly("PUT /devices s3cret", "GET /page null");
    }

    @Test
    void emptyAnswer_isPrintedAsItsStatus() throws IOException {
        assertThat(replay("GET /empty").out()).endsWith(" ms)" + System.lineSeparator() + System.lineSeparator());
    }

    /** Whoever replays a session with a wrong key must not take the end for a success. */
    @Test
    void sessionOfNothingButRefusals_endsWithOne() throws IOException {
        CommandRun run = replay("PUT /devices");

        assertThat(run.out()).contains("-> 404 (");
        assertThat(run.err())
                .isEqualTo("kdp replay: nothing of the session succeeded: every answer is a refusal or an error"
                        + System.lineSeparator());
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void hostWithAnUnderscore_isTaken() throws IOException {
        target = "http://kdp_gateway.invalid:1";

        assertThat(replay("GET /page").err())
                .isEqualTo("kdp replay: cannot connect to http://kdp_gateway.invalid:1: unknown host"
                        + System.lineSeparator());
    }

    @Test
    void nobodyListening_endsWithOneAndOneLine() throws IOException {
        server.stop(0);

        CommandRun run = replay("GET /page");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("kdp replay: cannot connect to " + target + ": connection refused" + System.lineSeparator());
    }

    @Test
    void mistakeInTheSession_isFoundBeforeAnythingIsSent() throws IOException {
        CommandRun run = replay("GET /page\n###\nGET /{{unknown}}");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("kdp replay: " + folder.resolve("s.http") + ":3: the variable {{unknown}} is not defined"
                        + System.lineSeparator());
        assertThat(received).isEmpty();
    }

    @Test
    void wrongTarget_isAMistakeOfUsage() throws IOException {
        target = "ftp://host";

        CommandRun run = replay("GET /page");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kdp replay: --to: the base URL must be http(s)://host:port[/prefix]: ftp://host"
                        + " (see kdp replay --help)" + System.lineSeparator());
    }

    private CommandRun replay(String session) throws IOException {
        Path file = Files.writeString(folder.resolve("s.http"), session);
        return CommandRun.of("replay", file.toString(), "--to", target);
    }

    private static String answer(String path) {
        return switch (path) {
            case "/devices" -> "{\"code\":4042104}";
            case "/empty" -> "";
            default -> "not \u001b[31m JSON";
        };
    }
}
