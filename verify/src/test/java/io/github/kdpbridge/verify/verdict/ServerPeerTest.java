package io.github.kdpbridge.verify.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.verify.peer.Account;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.RunMark;
import io.github.kdpbridge.verify.peer.RunNumbers;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.ScenarioRun.StepRun;
import io.github.kdpbridge.verify.peer.ServerPeer;
import io.github.kdpbridge.verify.peer.SimulatorControl;
import io.github.kdpbridge.verify.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerPeerTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KDP_VERIFY_KEY", "sim-gen1-key",
            "KDP_VERIFY_RESELLER", "4680000925",
            "KDP_VERIFY_CUSTOMER", "1200000322");
    /** Two runs that begin at the same time have the same digits but for the last ones. */
    private static final String RUN = "359073600000";

    private static final String UPLOAD = """
            # @operation upload
            # @condition accepted
            ### A phone is uploaded
            # @expect 200 {"transactionId": "PO-1{{run}}", "state": "Progress", "code": 2000000, "message": "SUCCESS"}
            PUT {{v1}}
            X-WSM-API-TOKEN: {{key}}

            {"transactionId": "PO-1{{run}}", "resellerId": "{{reseller}}", "customerId": "{{customer}}",
             "transactionType": "New", "devices": {"type": "IMEI", "list": ["351800000000701"]}}

            ### and is there
            # @expect 200 {"totalCount": 1, "totalPage": 1, "pageNum": 0, "transactions": [
            #    {"transactionId": "PO-1{{run}}", "state": "Complete", "type": "Put", "devices": [{"imei": "351800000000701"}]}]}
            GET {{v1}}/status?resellerId={{reseller}}&transactionId=PO-1{{run}}
            X-WSM-API-TOKEN: {{key}}
            """;

    /** Takes 200 ms for a transaction. */
    @RegisterExtension
    private final KdpSimulator knox = KdpSimulator.create();

    @Test
    void slowPortalThatIsShared_comesToTheSameRunAfterRunAndIsLeftAsItWas() {
        for (int run = 0; run < 2; run++) {
            Verification verification =
                    verify(side(knox.url(), "10" + run), side(knox.url(), "20" + run), scenario(UPLOAD));

            assertThat(verification.findings())
                    .extracting(Finding::outcome)
                    .as("%s", verification.findings())
                    .containsExactly(Outcome.SAME);
            assertThat(verification.notes()).isEmpty();
        }
        assertThat(knox.simulator().devices()).isEmpty();
        assertThat(knox.simulator().requests())
                .extracting(RecordedRequest::query)
                .filteredOn(query -> query != null && query.contains("transactionId=PO-1"))
                .contains(
                        "resellerId=4680000925&transactionId=PO-1" + RUN + "100",
                        "resellerId=4680000925&transactionId=PO-1" + RUN + "201");
    }

    @Test
    void scenarioThatNeedsMore_isNotRunAndSaysWhy() {
        List<String> notes = List.of(
                note(UPLOAD.replace("{{customer}}", "{{otherCustomer}}")),
                note("# @world deviceLimit=3\n" + UPLOAD),
                note(UPLOAD.replace("### and is there", "### and is there\n# @wait PT1H")));

        assertThat(notes)
                .containsExactly(
                        knox.url() + " needs KDP_VERIFY_OTHER_CUSTOMER",
                        knox.url() + " needs a simulated portal with settings of its own",
                        knox.url() + " needs a portal whose clock can be moved");
        assertThat(knox.simulator().requests()).isEmpty();
    }

    private String note(String text) {
        Finding finding = verify(side(knox.url(), "1"), side(knox.url(), "2"), scenario(text))
                .findings()
                .get(0);
        assertThat(finding.outcome()).isEqualTo(Outcome.NOT_RUN);
        return String.valueOf(finding.note());
    }

    @Test
    void simulatorWhoseControlIsKnown_isResetAndLookedInto() {
        PortalPeer left = controlled("1");
        PortalPeer right = controlled("2");

        Verification verification = verify(
                left,
                right,
                scenario("# @portal IMEI 351800000000701 customer={{customer}} upload=PO-1{{run}}\n" + UPLOAD));

        assertThat(verification.findings()).extracting(Finding::outcome).containsExactly(Outcome.SAME);
        assertThat(verification.findings().get(0).portal().left())
                .containsExactly("IMEI 351800000000701 customer=1200000321 upload=PO-1" + RunMark.DIGITS);
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    private PortalPeer controlled(String run) {
        return new ServerPeer(
                knox.url(),
                Account.ofSimulator(Map.of(), "LEFT"),
                () -> RUN + run,
                Duration.ofSeconds(30),
                SimulatorControl.at(knox.url()));
    }

    @Test
    void sideWithAnotherCode_isDifferentAtTheVeryPlace() throws IOException {
        HttpServer wrong =
                answering("{\"transactionId\":\"PO-1" + RUN + "2\",\"state\":\"Rejected\",\"code\":4042104}");
        try {
            Verification verification = verify(
                    side(knox.url(), "1"),
                    side(URI.create("http://127.0.0.1:" + wrong.getAddress().getPort()), "2"),
                    scenario(UPLOAD));

            Finding finding = verification.findings().get(0);
            assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT);
            assertThat(finding.steps().get(0).differences())
                    .extracting(difference -> difference.path() + " " + difference.left() + " " + difference.right())
                    .containsExactly(
                            "status 200 404",
                            "$.state \"Progress\" \"Rejected\"",
                            "$.code 2000000 4042104",
                            "$.message \"SUCCESS\" (absent)");
            assertThat(verification.same()).isFalse();
            assertThat(verification.verdict()).isEqualTo("1 scenario: 0 same, 1 different");
        } finally {
            wrong.stop(0);
        }
    }

    @Test
    void twoSidesThatBothDoNotAnswer_areNotTheSame() throws IOException {
        HttpServer gone = answering("");
        URI url = URI.create("http://127.0.0.1:" + gone.getAddress().getPort());
        gone.stop(0);

        Verification verification = verify(side(url, "1"), side(url, "2"), scenario(UPLOAD));

        assertThat(verification.findings()).extracting(Finding::outcome).containsExactly(Outcome.DIFFERENT);
        assertThatThrownBy(() -> side(url, "1").reach())
                .hasMessage("cannot connect to " + url + ": connection refused");
    }

    /** A wrong key is refused by both sides alike, whatever a scenario is about. */
    @Test
    void accountThatOpensNothing_isNoProof() {
        Map<String, String> wrong = new HashMap<>(ENVIRONMENT);
        wrong.put("KDP_VERIFY_KEY", "wrong");
        Account account = Account.fromEnvironment(wrong, "LEFT");
        Verification verification = verify(
                new ServerPeer(knox.url(), account, () -> RUN + "1", Duration.ofSeconds(30), null),
                new ServerPeer(knox.url(), account, () -> RUN + "2", Duration.ofSeconds(30), null),
                scenario(UPLOAD));

        assertThat(verification.same()).isFalse();
        assertThat(verification.verdict())
                .isEqualTo(
                        "1 scenario: 0 same, 0 different, 1 same but not as expected; nothing that should succeed did");
    }

    private static HttpServer answering(String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = text.getBytes(UTF_8);
                exchange.sendResponseHeaders(404, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    @Test
    void scenariosOfOneRun_doNotUseEachOthersIds() {
        PortalPeer left = new ServerPeer(
                knox.url(),
                Account.fromEnvironment(ENVIRONMENT, "LEFT"),
                RunNumbers.ofLeft(Clock.systemUTC()),
                Duration.ofSeconds(30),
                null);
        PortalPeer right = side(knox.url(), "7");
        Scenario once = scenario(UPLOAD);

        assertThat(ScenarioRun.of(once, left).steps())
                .flatExtracting(StepRun::differences)
                .isEmpty();
        assertThat(ScenarioRun.of(once, left).steps())
                .flatExtracting(StepRun::differences)
                .isEmpty();
        assertThat(ScenarioRun.of(once, right).steps())
                .flatExtracting(StepRun::differences)
                .isEmpty();
    }

    private static ServerPeer side(URI url, String run) {
        return new ServerPeer(
                url, Account.fromEnvironment(ENVIRONMENT, "LEFT"), () -> RUN + run, Duration.ofSeconds(30), null);
    }

    private static Scenario scenario(String text) {
        return Scenario.parse(text, "upload/accepted", RunMark.variables());
    }

    private static Verification verify(PortalPeer left, PortalPeer right, Scenario scenario) {
        return new Verifier(left, right, new KnownDifferences(List.of()))
                .verify(List.of(scenario), Instant.EPOCH, (done, all) -> {});
    }
}
