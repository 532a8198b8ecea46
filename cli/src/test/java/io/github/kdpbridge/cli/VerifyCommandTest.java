package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExpectedLog("this machine's clock differs from the service's by .*")
final class VerifyCommandTest {
    private static final Map<String, String> ACCOUNT = Map.of(
            "KDP_VERIFY_KEY", "sim-gen1-key",
            "KDP_VERIFY_RESELLER", "4680000925",
            "KDP_VERIFY_CUSTOMER", "1200000321");
    private static final String SIMULATED = "; both sides simulated, " + Assumption.values().length + " facts assumed";
    private static final String ONE = "delete/already-deleted";

    @RegisterExtension
    private final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void report() {
        report = folder.resolve("report.html");
    }

    @Test
    void withoutServers_theBridgeIsComparedWithGeneration1() throws IOException {
        Path junit = folder.resolve("junit.xml");

        CommandRun run = verify(Map.of(), "--only", ONE, "--junit", junit.toString());

        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        "For a proof against a real account (docs/compatibility.md, \"Against servers\"):\n"
                                + "  kdp verify --left https://eu-be-reseller.samsungknox.com --right URL-OF-YOUR-GATEWAY\n"
                                + "1 scenario: 1 same, 0 different" + SIMULATED + "; report: " + report + "\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(report)).contains("Both simulated sides give the same results", "D-2");
        assertThat(Files.readString(junit)).contains("failures=\"0\"", "name=\"" + ONE + "\"");
    }

    /** The list of known differences names places by a star, and every operation has some of its scenarios here. */
    @Test
    void knownDifferenceThatIsNamedByAStar_isNoFailure() {
        CommandRun run = verify(Map.of(), "--only", "devices/a*", "--only", "*/repeated*", "--only", "*/of-another-*");

        assertThat(run.out()).contains(" 0 different, ").contains("known differences");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void serverWithAnotherCode_isRedAndEndsWithOneWithoutTheKeyInTheReport() throws IOException {
        HttpServer wrong = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wrong.createContext("/", exchange -> {
            try (exchange) {
                String key = exchange.getRequestHeaders().getFirst("X-WSM-API-TOKEN");
                byte[] body = ("{\"code\":4042104,\"data\":\"" + key + "\"}").getBytes(UTF_8);
                exchange.sendResponseHeaders(404, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        wrong.start();
        try {
            CommandRun run = verify(
                    Map.of(
                            "KDP_VERIFY_RIGHT_KEY", "right-s3cret",
                            "KDP_VERIFY_KEY", "sim-gen1-key",
                            "KDP_VERIFY_RESELLER", "4680000925",
                            "KDP_VERIFY_CUSTOMER", "1200000321"),
                    "--only",
                    ONE,
                    "--left",
                    knox.url().toString(),
                    "--right",
                    "http://127.0.0.1:" + wrong.getAddress().getPort());

            assertThat(run.out())
                    .isEqualTo("1 scenario: 0 same, 1 different; report: " + report + System.lineSeparator());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(Files.readString(report))
                    .contains("<td class=\"different\">", "4042104")
                    .doesNotContain("right-s3cret");
        } finally {
            wrong.stop(0);
        }
    }

    @Test
    void nothingThatCanBeRun_isNoSuccess() {
        CommandRun run = verify(
                ACCOUNT,
                "--only",
                "delete/wrong-customer",
                "--left",
                knox.url().toString(),
                "--right",
                knox.url().toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("1 scenario: 0 same, 0 different, 1 not run; nothing could be compared; report: " + report
                        + System.lineSeparator());
    }

    @Test
    void sessionOfTheUser_isComparedInstead() throws IOException {
        Path session = Files.writeString(folder.resolve("s.http"), """
                ### Upload
                PUT https://eu-be-reseller.samsungknox.com/bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: r3corded

                {"transactionId":"1","resellerId":"4680001111","customerId":"1200001111","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000701"]}}
                """);

        CommandRun masked = verify(Map.of(), "--session", session.toString());
        String hidden = Files.readString(report);
        CommandRun shown = verify(Map.of(), "--session", session.toString(), "--show-devices");

        assertThat(masked.out())
                .contains("  kdp verify --session FILE --left ")
                .endsWith(
                        "2 outcomes: 2 same, 0 different" + SIMULATED + "; report: " + report + System.lineSeparator());
        assertThat(hidden).contains("***********0701").doesNotContain("351800000000701", "r3corded");
        assertThat(shown.exitCode()).isZero();
        assertThat(Files.readString(report)).contains("351800000000701").doesNotContain("r3corded");
    }

    @Test
    void sessionOfNothingButRefusals_endsWithOne() throws IOException {
        Path session = Files.writeString(
                folder.resolve("s.http"), "GET /bulkenroll/v1/reseller/devices?resellerId=4680001111");

        CommandRun run = verify(Map.of(), "--session", session.toString());

        assertThat(run.out()).contains("; nothing of the session succeeded; both sides simulated, ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void list_saysWhatThereIsAndRunsNothing() {
        CommandRun run = verify(Map.of(), "--only", "delete/already-*", "--operation", "delete", "--list");

        assertThat(run.out().lines()).contains(ONE + " (delete, already deleted)");
        assertThat(run.exitCode()).isZero();
        assertThat(report).doesNotExist();
    }

    @Test
    void mistakes_areOneLineAndEndWithTwo() {
        String url = knox.url().toString();

        assertThat(usage(verify(Map.of(), "--only", "fly/*"))).isEqualTo("no scenario is selected, see --list");
        assertThat(usage(verify(Map.of(), "--left", url)))
                .startsWith("Error: Missing required argument(s): --right=URL");
        assertThat(usage(verify(Map.of(), "--left", url, "--right", url)))
                .isEqualTo("KDP_VERIFY_KEY, KDP_VERIFY_RESELLER, KDP_VERIFY_CUSTOMER are not set;"
                        + " docs/compatibility.md lists the variables");
        assertThat(usage(verify(ACCOUNT, "--left", "ftp://x", "--right", url)))
                .isEqualTo("the base URL must be http(s)://host:port[/prefix]: ftp://x");
        Path session = folder.resolve("s.har");
        assertThat(verify(Map.of(), "--session", session.toString()).err())
                .isEqualTo("kdp verify: " + session + ": no such file" + System.lineSeparator());
        assertThat(report).doesNotExist();
    }

    private static String usage(CommandRun run) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err().strip().replace("kdp verify: ", "").replace(" (see kdp verify --help)", "");
    }

    @Test
    void nobodyListening_endsAtOnce() throws IOException {
        URI url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = URI.create("http://127.0.0.1:" + gone.getLocalPort());
        }

        CommandRun run = verify(ACCOUNT, "--left", url.toString(), "--right", url.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("kdp verify: cannot connect to " + url + ": connection refused" + System.lineSeparator());
    }

    private CommandRun verify(Map<String, String> environment, String... more) {
        List<String> args = new ArrayList<>(List.of("verify", "--report", report.toString()));
        args.addAll(List.of(more));
        return CommandRun.with(environment, args.toArray(String[]::new));
    }
}
