package io.github.kdpbridge.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.KnownDifferences.KnownDifference;
import io.github.kdpbridge.verify.verdict.Verification;
import io.github.kdpbridge.verify.verdict.Verifier;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class HtmlReportTest {
    private static final String ATTACK =
            "</pre></script><script>document.title='hacked'</script>{{style}} & \u001b[31m";

    @TempDir
    private Path folder;

    @Test
    void page_showsEachOutcomeInTheMatrixAndWhatDiffers() {
        String page = page(verification());

        assertThat(page)
                .contains("<title>kdp verify: 5 scenarios: 1 same, 1 different, 1 known difference,"
                        + " 1 same but not as expected, 1 not run</title>")
                .contains("1 of 5 scenarios differ")
                .contains("aria-label=\"delete, different: 1, different\"")
                .contains("aria-label=\"delete, known: 1, known difference\"")
                .contains("aria-label=\"delete, unexpected: 1, same but not as expected\"")
                .contains("aria-label=\"upload, notrun: 1, not run\"")
                .contains("the reason of it", "needs a vendor")
                .contains("<mark>≠   &quot;code&quot;: 2,</mark>");
    }

    @Test
    void whateverCameOverTheWire_isTextOnThePage() {
        String page = page(verification());

        assertThat(page)
                .doesNotContain("<script>document", "\u001b")
                .contains(
                        "&lt;/pre&gt;&lt;/script&gt;&lt;script&gt;document.title=&#39;hacked&#39;&lt;/script&gt;{{style}} &amp; ");
        assertThat(page.split("<script>", -1)).hasSize(2);
    }

    @Test
    void secrets_areNowhere() {
        String page = page(verification());
        String xml = new JUnitReport(verification(), Redaction.of(List.of("s3cret/key"))).xml();

        assertThat(page + xml)
                .doesNotContain("s3cret", "eyJhbGciOi", "fieldt0ken")
                .contains("X-WSM-API-TOKEN: ********", "********");
    }

    @Test
    void tokenThatDiffers_isNotShownAsADifference() {
        Redaction redaction = Redaction.of(List.of());

        assertThat(redaction.apply(new Difference("$.a.accessToken", "\"left\"", "\"right\"")))
                .isEqualTo(new Difference("$.a.accessToken", "********", "********"));
        assertThat(redaction.apply(new Difference("$.a", "{\"client_secret\":\"left\"}", "(absent)")))
                .isEqualTo(new Difference("$.a", "{\"client_secret\":\"********\"}", "(absent)"));
    }

    @Test
    void buildServer_getsFailuresAndSkips() throws Exception {
        Path file = Files.writeString(
                folder.resolve("r.xml"), new JUnitReport(verification(), Redaction.of(List.of())).xml());

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();

        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("step 1 $.code: 1 / 2");
    }

    @Test
    void browser_opensThePageWithoutAnError() throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH");
        Path file = Files.writeString(folder.resolve("report.html"), page(verification()));
        Path dom = folder.resolve("dom.html");
        Path log = folder.resolve("log.txt");

        Process process = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        file.toUri() + "#cell-0-0")
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        // The script ran, and opened what the link leads to.
        assertThat(Files.readString(dom))
                .contains(
                        "1 of 5 scenarios differ", "<details class=\"finding\" data-outcome=\"different\" open=\"\">");
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).doesNotContain("CONSOLE");
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String page(Verification verification) {
        return new HtmlReport(verification, Redaction.of(List.of("s3cret/key")), "test").page();
    }

    @Test
    void simulatedSides_areNamedWhereTheVerdictIs() {
        Verification verification = new Verifier(
                        side("left, simulated", "1"), side("right, simulated", "1"), new KnownDifferences(List.of()))
                .verify(List.of(scenario("delete", "same", 1)), Instant.EPOCH, (done, all) -> {});

        String limit = "both sides simulated, " + Assumption.values().length + " facts assumed";
        assertThat(verification.verdict()).isEqualTo("1 scenario: 1 same, 0 different; " + limit);
        assertThat(page(verification))
                .contains("Both simulated sides give the same results", "<dd>left, simulated</dd>", limit + "</title>")
                .contains("Both sides are simulated. This shows that the bridge is right for the service as documented")
                .contains(
                        "<code>kdp verify --left https://eu-be-reseller.samsungknox.com --right URL-OF-YOUR-GATEWAY</code>");
        assertThat(new JUnitReport(verification, Redaction.of(List.of())).xml())
                .contains("<testsuite name=\"kdp verify, " + limit + "\"")
                .contains("<property name=\"left\" value=\"left, simulated\"")
                .contains("<property name=\"proof against a real account\" value=\"kdp verify --left https://");
    }

    @Test
    void oneSimulatedSide_isNamed() {
        Verification verification = new Verifier(
                        side("left", "1"), side("right, simulated", "1"), new KnownDifferences(List.of()))
                .verify(List.of(scenario("delete", "same", 1)), Instant.EPOCH, (done, all) -> {});

        assertThat(verification.verdict()).contains("; the right side simulated, ");
        assertThat(page(verification)).contains("The right side is simulated. ").doesNotContain("Both simulated");
    }

    @Test
    void nothingThatWasRun_failsOnABuildServerToo() {
        Verification verification = new Verifier(side("left", "1"), side("right", "1"), new KnownDifferences(List.of()))
                .verify(List.of(scenario("upload", "notrun", 1)), Instant.EPOCH, (done, all) -> {});

        assertThat(new JUnitReport(verification, Redaction.of(List.of())).xml())
                .contains("tests=\"2\" failures=\"1\"", "<failure message=\"nothing could be compared\"");
    }

    private static Verification verification() {
        KnownDifferences known = new KnownDifferences(
                List.of(new KnownDifference("delete/known", null, "step 1 $.code", "the reason of it")));
        return new Verifier(side("left", "1"), side("right", "2"), known)
                .verify(
                        List.of(
                                scenario("delete", "different", 1),
                                scenario("delete", "same", 1),
                                scenario("delete", "known", 1),
                                scenario("delete", "unexpected", 7),
                                scenario("upload", "notrun", 1)),
                        Instant.EPOCH,
                        (done, all) -> {});
    }

    private static Scenario scenario(String operation, String condition, int code) {
        return Scenario.parse("""
                # @operation %1$s
                # @condition %2$s
                ### <b>%2$s</b>
                # @expect 200 {"code": %3$d, "data": "*", "token": "*"}
                PUT /bulkenroll/v1/reseller/devices?k=s3cret%%2Fkey
                X-WSM-API-TOKEN: s3cret/key

                {"a": "s3cret/key"}
                """.formatted(operation, condition, code), operation + "/" + condition, Map.of());
    }

    /** Answers with its own code where scenarios are about differences, and echoes what it must not. */
    private static PortalPeer side(String name, String ownCode) {
        return new PortalPeer() {
            private String condition = "";

            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean isSimulated() {
                return name.contains("simulated");
            }

            @Override
            public Optional<String> prepare(Scenario scenario) {
                condition = scenario.condition();
                return condition.equals("notrun") ? Optional.of("needs a vendor") : Optional.empty();
            }

            @Override
            public Answer send(SessionRequest request) {
                boolean differs = List.of("different", "known").contains(condition);
                String body = "{\"code\":" + (differs ? ownCode : "1") + ",\"data\":\"" + name
                        + ATTACK.replace("\u001b", "\\u001b")
                        + " s3cret/key eyJhbGciOi.eyJhbGciOi.x\",\"token\":\"fieldt0ken\"}";
                return new Answer(200, List.of(new Header("Set-Cookie", "s3cret/key")), body, Duration.ZERO);
            }

            @Override
            public void pass(Duration time) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<List<String>> portal() {
                return Optional.empty();
            }
        };
    }
}
