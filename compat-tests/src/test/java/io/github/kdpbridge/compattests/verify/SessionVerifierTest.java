package io.github.kdpbridge.compattests.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.compattests.report.HtmlReport;
import io.github.kdpbridge.compattests.report.JUnitReport;
import io.github.kdpbridge.compattests.report.Redaction;
import io.github.kdpbridge.compattests.session.HttpFileException;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExpectedLog("this machine's clock differs from the service's by .*")
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
        try (Side left = verifier.generation1();
                Side right = verifier.gateway()) {
            verification = verifier.verify(left, right, Instant.EPOCH, (done, all) -> {});
        }

        assertThat(verification.verdict()).isEqualTo("3 outcomes: 3 same, 0 different");
        assertThat(verification.notes())
                .containsExactly("left out of the file because they are not to generation 1: 1 request");
        assertThat(verification.findings())
                .extracting(finding -> finding.operation() + ": " + finding.condition())
                .containsExactly("upload: 200 SUCCESS", "status: 200 Complete", "portal: in the end");
        assertThat(verification.findings().get(1).steps().get(0).left().answer().body())
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
                verifier.at(
                        knox.url(),
                        account,
                        () -> "3590736000001",
                        Duration.ofSeconds(30),
                        SimulatorControl.at(knox.url())),
                verifier.at(
                        knox.url(),
                        account,
                        () -> "3590736000002",
                        Duration.ofSeconds(30),
                        SimulatorControl.at(knox.url())),
                Instant.EPOCH,
                (done, all) -> {});

        assertThat(verification.verdict()).isEqualTo("3 outcomes: 3 same, 0 different");
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
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"a b\"}}]}}"
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

    private Path har(String text) throws IOException {
        return Files.writeString(folder.resolve("session.har"), text);
    }
}
