package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.scenario.Scenarios;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences of the pages that were false once, or that somebody decides by: each is tried. */
@Tag("one-jdk")
final class DocumentedClaimsTest {
    private static final Pattern FIGURE = Pattern.compile("([\\d.]+) [a-zA-Z]+ \\(JDK");
    private static final String UPLOAD = """
            {"transactionId":"PO-7","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
             "devices":{"type":"IMEI","list":["350000000000014"]}}""";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    static Stream<DocumentedPage> pages() {
        return DocumentedPage.all().stream();
    }

    /** Only the simulator does. */
    @Test
    void noPage_saysThatTheBridgeStoresNothing() {
        assertThat(pages().filter(page ->
                        page.text().matches("(?is).*(stores nothing|nothing is stored|is stateless).*")))
                .extracting(DocumentedPage::name)
                .containsExactly("docs/simulator.md");
    }

    /** As docs/gateway.md says of what it stores, and of what it does not. */
    @Test
    void ledger_holdsTheTransactionAndNoKeyTokenOrSecret() throws Exception {
        try (Gateway gateway = gateway("ledger { file = \"ledger.db\" }")) {
            assertThat(upload(gateway).statusCode()).isEqualTo(200);
        }

        StringBuilder stored = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("ledger.db"))
                    .toList()) {
                stored.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        assertThat(stored.toString())
                .contains("PO-7", "1200000321")
                .doesNotContain("sim-gen1-key", "sim-client", "sim-secret", "Bearer");
    }

    /** As docs/gen1-to-gen2.md says of wrong credentials, whatever the body of the answer is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>a proxy</html>",
                "{\"error\":\"Invalid authentication token\"}",
                "{\"code\":4012250,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"ACCESS_TOKEN_BAD_REQUEST\"}",
                "{\"code\":40100000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"x\"}",
                "{\"code\":40400002,\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"x\"}",
                "{\"code\":40000014,\"message\":\"TRANSACTION_ID_DUPLICATE\",\"data\":\"x\"}"
            })
    @ExpectedLog("upload PO-7 (got an answer that cannot be understood|was refused): .* \\[HTTP 401\\]")
    void any401OfTheService_is503(String body) throws Exception {
        knox.simulator()
                .fault(Fault.status("/kcs/v1/rp/devices/upload", 401).body(body).times(100));
        try (Gateway gateway = gateway("ledger { file = off }")) {
            HttpResponse<String> answer = upload(gateway);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("nothing was done: send it again later");
        }
        assertThat(knox.simulator().devices()).isEmpty();
    }

    /** As docs/gen1-to-gen2.md says too: it contradicts itself. */
    @Test
    @ExpectedLog("upload PO-7: the answer was lost; the service does not know the transaction, so it is sent again")
    @ExpectedLog("upload PO-7 got an answer that cannot be understood: it is an error with the code of success: .*")
    void a401OfTheServiceThatSaysSuccess_isNotUnderstood() throws Exception {
        knox.simulator()
                .fault(Fault.status("/kcs/v1/rp/devices/upload", 401)
                        .body("{\"code\":2000000,\"message\":\"SUCCESS\"}")
                        .times(100));
        try (Gateway gateway = gateway("ledger { file = off }")) {
            assertThat(upload(gateway).statusCode()).isEqualTo(502);
        }
    }

    /** As docs/gen2-client.md says of what a listener throws. */
    @Test
    @ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
    @ExpectedLog("upload PO-7 got an answer that cannot be understood: .* \\[HTTP 429\\]; once more in [0-9]+ ms")
    @ExpectedLog("a listener failed")
    void listenerThatThrows_harmsNothing() {
        knox.simulator().fault(Fault.status("/kcs/v1/rp/devices/upload", 429));
        ClientListener broken = new ClientListener() {
            @Override
            public void retry(Call call, KdpException failure, Duration pause) {
                throw new IllegalStateException("a mistake in a listener");
            }
        };
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .listener(broken)
                .build()) {
            kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(List.of("350000000000014"))
                    .build());
        }

        assertThat(knox.simulator().devices()).hasSize(1);
    }

    /** As docs/for-integration-owners.md says of a recording of one's own. */
    @Test
    @ExpectedLog("this machine's clock differs from the service's by -[0-9]+ s; going by the service's")
    void sessionOfForeignAccounts_isServedByVerify() throws IOException {
        Path session = foreignSession();
        Path report = folder.resolve("report.html");

        CommandRun run = CommandRun.of("verify", "--session", session.toString(), "--report", report.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(report)).contains("SUCCESS").doesNotContain("4010000");
    }

    /** As the same page says: demo knows the accounts of the simulator only. */
    @Test
    void sessionOfForeignAccounts_isRefusedByDemo() throws IOException {
        CommandRun run = CommandRun.of("demo", foreignSession().toString());

        assertThat(run.out()).contains("4010000").doesNotContain("SUCCESS");
    }

    /** As docs/compatibility.md says of an .http file. */
    @Test
    void until_repeatsARequestUntilItsAnswerHasTheText() throws IOException {
        String session = """
                @key = sim-gen1-key
                ### An upload
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: {{key}}

                %s

                ### Its status
                # @until "Complete"
                GET /bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=PO-7
                X-WSM-API-TOKEN: {{key}}
                """.formatted(UPLOAD);

        CommandRun run = CommandRun.of(
                "replay",
                Files.writeString(folder.resolve("session.http"), session).toString(),
                "--to",
                knox.url().toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"Complete\"");
        assertThat(knox.simulator().requests()).hasSizeGreaterThan(2);
        assertThat(DocumentedPage.of("docs/compatibility.md").text()).contains("`# @until TEXT`");
    }

    /** The figures that somebody decides by. */
    @Test
    void figuresForDecisions_areThoseOfTheEvidence() throws IOException {
        String page = DocumentedPage.of("docs/for-decision-makers.md").text();
        DocumentedPage performance = DocumentedPage.of("docs/performance.md");

        assertThat(page).contains("more than [300 scenarios]", "[" + Assumption.values().length + " facts]");
        assertThat(Scenarios.all(Scenarios.standardVariables())).hasSizeGreaterThan(300);
        assertThat(page)
                .contains(greatest(performance, "gateway, added to nginx's latency at 1,000 requests a second, median")
                        + " ms in the median");
        assertThat(Double.parseDouble(greatest(performance, "resident memory at rest")))
                .as("up to about 130 MiB of memory at rest")
                .isBetween(120.0, 140.0);
        assertThat(page).contains("eight [old programs]", "in five languages");
        try (Stream<Path> programs = Files.list(DocumentedPage.ROOT.resolve("examples/legacy-clients"))) {
            assertThat(programs.filter(Files::isDirectory)).hasSize(8);
        }
        assertThat(page).contains("for 400 days");
        assertThat(DocumentedPage.of("docs/gateway.md").text()).contains("| `gateway.ledger.retention` | `400d` |");
    }

    /** The worst figure of a row of the table of targets. */
    private static String greatest(DocumentedPage performance, String row) {
        String cell = performance.lines().stream()
                .filter(line -> line.startsWith("| " + row + " |"))
                .map(line -> line.split(" \\| ", -1)[2])
                .findFirst()
                .orElseThrow();
        return FIGURE.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .max(Comparator.comparing(Double::valueOf))
                .orElseThrow();
    }

    private Path foreignSession() throws IOException {
        return Files.writeString(folder.resolve("own.http"), """
                ### An upload for accounts that the simulator does not know
                PUT http://gen1.invalid/bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: a-key-of-ones-own
                Content-Type: application/json

                {"transactionId":"A-1","resellerId":"5550000001","customerId":"5550000777","transactionType":"New",
                 "devices":{"type":"IMEI","list":["350000000000014"]}}
                """, UTF_8);
    }

    private static HttpResponse<String> upload(Gateway gateway) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.url() + "/bulkenroll/v1/reseller/devices"))
                                .header("X-WSM-API-TOKEN", "sim-gen1-key")
                                .PUT(BodyPublishers.ofString(UPLOAD))
                                .build(),
                        BodyHandlers.ofString());
    }

    private Gateway gateway(String ledger) throws IOException {
        Path file = Files.writeString(
                folder.resolve("gateway.conf"), """
                gateway { listen = "127.0.0.1:0", admin { listen = off }, %s }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 {
                    baseUrl = "%s"
                    firstPause = 1ms
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret", tokenUrl = "%s" }
                  }
                }]
                """.formatted(ledger, knox.gen2BaseUrl(), knox.oauthTokenUrl()));
        return Gateway.start(GatewayConfig.read(file));
    }
}
