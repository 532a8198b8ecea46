package io.github.kdpbridge.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.Account;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.RecordedSession;
import io.github.kdpbridge.verify.peer.RunMark;
import io.github.kdpbridge.verify.peer.ServerPeer;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.peer.SimulatorControl;
import io.github.kdpbridge.verify.report.HtmlReport;
import io.github.kdpbridge.verify.report.JUnitReport;
import io.github.kdpbridge.verify.report.Redaction;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.HttpFileException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
class SessionVerifierTest {
    private static final String HAR = """
            {"log": {"version": "1.2", "entries": [
              {"request": {"method": "GET", "url": "https://shop.example/orders", "headers": [
                {"name": "Authorization", "value": "Bearer shop-s3cret"}]}},
              {"request": {"method": "PUT", "url": "https://eu-be-reseller.samsungknox.com/bulkenroll/v2/reseller/devices",
                "headers": [{"name": ":authority", "value": "x"}, {"name": "x-wsm-api-token", "value": "r3corded"},
                  {"name": "Cookie", "value": "session=c00kie"}, {"name": "content-type", "value": "application/json"},
                  {"name": "Accept-Encoding", "value": "br"}],
                "postData": {"mimeType": "application/json",
                  "text": "{\\"transactionId\\":\\"77\\",\\"resellerId\\":\\"4680009999\\",\\"customerId\\":\\"1200009999\\",\\"vendorId\\":\\"7850009999\\",\\"transactionType\\":\\"New\\",\\"orderNo\\":\\"r3corded\\",\\"devices\\":{\\"type\\":\\"SN\\",\\"list\\":[\\"R58N30ABCDE\\"]}}"}}},
              {"request": {"method": "GET",
                "url": "https://eu-be-reseller.samsungknox.com/bulkenroll/v2/reseller/devices/status?resellerId=4680009999&transactionId=77&vendorId=7850009999",
                "headers": [{"name": "x-wsm-api-token", "value": "r3corded"}]}}
            ]}}
            """;

    @RegisterExtension
    private final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    @Test
    void archive_isAnsweredByAWorldInWhichItMakesSense() throws IOException {
        RecordedSession session = RecordedSession.read(har(HAR));
        SessionVerifier verifier = new SessionVerifier(session);

        Verification verification;
        try (PortalPeer left = SimulatedPeer.generation1(session.world());
                PortalPeer right = SimulatedPeer.gateway(session.world())) {
            verification = verifier.verify(left, right, Instant.EPOCH, (done, all) -> {});
        }

        assertThat(verification.verdict())
                .isEqualTo("3 outcomes: 3 same, 0 different; both sides simulated, " + Assumption.values().length
                        + " facts assumed");
        assertThat(verification.notes())
                .containsExactly(
                        "left out of the file because they are not to generation 1: 1 request",
                        "headers of the file that are not sent: Cookie");
        assertThat(verification.findings())
                .extracting(finding -> finding.operation() + ": " + finding.condition())
                .containsExactly("upload: 200 SUCCESS", "status: 200 Complete", "portal: in the end");
        assertThat(verification
                        .findings()
                        .get(1)
                        .steps()
                        .get(0)
                        .left()
                        .exchange()
                        .answer()
                        .body())
                .contains("R58N30ABCDE");

        Redaction redaction = Redaction.of(session.secrets()).maskingDevices(session.devices(), verification);
        String reports =
                new HtmlReport(verification, redaction, "test").page() + new JUnitReport(verification, redaction).xml();
        assertThat(reports)
                .doesNotContain("r3corded", "s3cret", "c00kie", "R58N30ABCDE", RunMark.DIGITS)
                .contains("*******BCDE");
        assertThat(new HtmlReport(verification, Redaction.of(session.secrets()), "test").page())
                .contains("R58N30ABCDE");
    }

    @Test
    void serverOfTheUsersChoice_neverSeesTheRecordedKey() throws IOException {
        RecordedSession session = RecordedSession.read(har(HAR.replace("4680009999", "4680000925")
                .replace("1200009999", "1200000321")
                .replace("7850009999", "7850000063")));
        SessionVerifier verifier = new SessionVerifier(session);
        Account account = Account.keysFromEnvironment(Map.of("KDP_VERIFY_KEY", "sim-gen1-key"), "LEFT");

        Verification verification = verifier.verify(
                new ServerPeer(
                                knox.url(),
                                account,
                                () -> "3590736000001",
                                Duration.ofSeconds(30),
                                SimulatorControl.at(knox.url()))
                        .replaying(session),
                new ServerPeer(
                                knox.url(),
                                account,
                                () -> "3590736000002",
                                Duration.ofSeconds(30),
                                SimulatorControl.at(knox.url()))
                        .replaying(session),
                Instant.EPOCH,
                (done, all) -> {});

        assertThat(verification.counts()).isEqualTo("3 outcomes: 3 same, 0 different");
        assertThat(verification.evidence()).isEqualTo(Evidence.simulated());
        assertThat(knox.simulator().devices())
                .extracting(device -> device.transactionId())
                .containsExactly("773590736000002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | is not JSON",
                "{} | is not an HTTP archive: log.entries is missing",
                "{\"log\":{\"entries\":[]}} | has no request",
                "{\"log\":{\"entries\":[{}]}} | log.entries[0].request.method is missing",
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http:[/bulkenroll/\"}}]}}"
                        + " | log.entries[0].request.url is not a URL",
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://a/b\"}}]}}"
                        + " | has no request to generation 1, whose paths have /bulkenroll/",
            })
    void badArchive_isOneClearError(String text, String message) throws IOException {
        Path file = har(text);

        assertThatThrownBy(() -> RecordedSession.read(file))
                .isInstanceOf(HttpFileException.class)
                .hasMessage(file + ": " + message);
    }

    /** A recording that holds the bodies in a form that nobody reads is refused alike by both sides. */
    @Test
    void sessionInWhichEverythingIsRefusedAlike_isNoProof() throws IOException {
        Verification verification = verify("""
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: key

                // an order
                {"transactionId":"1","resellerId":"4680001111","customerId":"1200001111"}
                ###
                GET /bulkenroll/v1/reseller/devices/status?resellerId=4680001111&transactionId=1
                X-WSM-API-TOKEN: key
                """);

        assertThat(verification.count(Outcome.DIFFERENT)).isZero();
        assertThat(verification.nothingShown()).contains("nothing of the session succeeded");
        assertThat(verification.same()).isFalse();
        assertThat(verification.verdict())
                .isEqualTo("3 outcomes: 2 same, 0 different, 1 known difference; nothing of the session succeeded;"
                        + " both sides simulated, " + Assumption.values().length + " facts assumed");
        assertThat(new HtmlReport(verification, Redaction.of(List.of()), "test").page())
                .contains(
                        "class=\"verdict different\"",
                        "Nothing of the session succeeded: equal refusals prove nothing");
        assertThat(new JUnitReport(verification, Redaction.of(List.of())).xml())
                .contains("tests=\"4\" failures=\"1\"", "<failure message=\"nothing of the session succeeded\"");
    }

    @Test
    void repeatedUploadAndOtherWords_areKnownDifferencesOfASession() throws IOException {
        String upload = """
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: key

                {"transactionId":"1","resellerId":"4680001111","customerId":"1200001111","transactionType":"New",
                 "profileAliases":[{"profileAlias":"p","serviceId":"x"}],
                 "devices":{"type":"%s","list":["351800000000701"]}}
                ###
                """;

        Verification verification = verify(upload.formatted("IMEI")
                + upload.formatted("IMEI").replace(" \"devices", "   \"devices")
                + upload.formatted("UDID").replace("\"1\"", "\"2\"")
                + upload.formatted("IMEI").replace("\"devices", "\"no json"));

        assertThat(verification.findings())
                .extracting(Finding::outcome)
                .containsExactly(Outcome.SAME, Outcome.KNOWN, Outcome.KNOWN, Outcome.SAME, Outcome.KNOWN);
        assertThat(verification.findings())
                .extracting(finding -> String.valueOf(finding.note()).replaceFirst("[ ,;].*", ""))
                .containsExactly("null", "a", "the", "null", "generation");
        assertThat(verification.same()).isTrue();
    }

    @Test
    void usedIdWithOtherDevices_isNoKnownRepeat() {
        SessionJudge judge = new SessionJudge(KnownDifferences.readForSessions());
        Answer receipt = new Answer(200, List.of(), "{\"transactionId\":\"1\",\"code\":2000000}", Duration.ZERO);
        Answer refusal = new Answer(409, List.of(), "{\"code\":4092101}", Duration.ZERO);
        SessionRequest first = put("{\"transactionId\":\"1\",\"devices\":{\"list\":[\"a\"]}}");
        SessionRequest other = put("{\"transactionId\":\"1\",\"devices\":{\"list\":[\"b\"]}}");
        List<Difference> differences = List.of(new Difference("status", "409", "200"));

        assertThat(judge.reason(exchange(first, receipt), exchange(first, receipt), List.of()))
                .isEmpty();
        assertThat(judge.reason(exchange(other, refusal), exchange(other, receipt), differences))
                .isEmpty();
        assertThat(judge.reason(exchange(first, refusal), exchange(first, receipt), differences))
                .isPresent();
    }

    @Test
    void otherCode_isNoQuestionOfWords() {
        SessionJudge judge = new SessionJudge(KnownDifferences.readForSessions());
        Exchange refused = exchange(put("{}"), new Answer(400, List.of(), "{\"code\":1}", Duration.ZERO));

        assertThat(judge.reason(refused, refused, List.of(new Difference("$.data", "a", "b"))))
                .isPresent();
        assertThat(judge.reason(
                        refused,
                        refused,
                        List.of(new Difference("$.code", "1", "2"), new Difference("$.data", "a", "b"))))
                .isEmpty();
    }

    private static SessionRequest put(String body) {
        return new SessionRequest("x", 1, "PUT", "/a", List.of(), body, null, List.of());
    }

    private static Exchange exchange(SessionRequest request, Answer answer) {
        return new Exchange(request, answer, 1, true);
    }

    /** The gateway answers 415 to a compressed body, and what nobody sent nobody would see. */
    @Test
    void headerThatDecides_isSent() throws IOException {
        String upload = """
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: key
                %s

                {"transactionId":"1","resellerId":"4680001111","customerId":"1200001111","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000701"]}}
                """;

        Verification verification = verify(upload.formatted("Content-Encoding: gzip\nX-Trace: 1\nHost: x"));

        assertThat(verification
                        .findings()
                        .get(0)
                        .steps()
                        .get(0)
                        .right()
                        .exchange()
                        .answer()
                        .status())
                .isEqualTo(415);
        assertThat(verification.same()).isFalse();
        assertThat(verification.notes()).containsExactly("headers of the file that are not sent: X-Trace");
    }

    private Verification verify(String session) throws IOException {
        RecordedSession recorded = RecordedSession.read(Files.writeString(folder.resolve("session.http"), session));
        try (PortalPeer left = SimulatedPeer.generation1(recorded.world());
                PortalPeer right = SimulatedPeer.gateway(recorded.world())) {
            return new SessionVerifier(recorded).verify(left, right, Instant.EPOCH, (done, all) -> {});
        }
    }

    private Path har(String text) throws IOException {
        return Files.writeString(folder.resolve("session.har"), text);
    }
}
