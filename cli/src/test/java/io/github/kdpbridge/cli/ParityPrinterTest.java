package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.verify.parity.ParityReport;
import io.github.kdpbridge.verify.parity.ParityStep;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

final class ParityPrinterTest {
    private static final SessionRequest UPLOAD = HttpFile.parse("### Upload\nPUT /devices\n\n{ \"a\": 1 }", "test")
            .requests()
            .get(0);

    @Test
    void steps_areShownSideBySideWithTheRequestsBehindThem() {
        ParityStep same = step(
                answer("{\"code\":2000000,\"message\":\"SUCCESS\"}"),
                answer("{\"message\":\"SUCCESS\",\"code\":2000000}"),
                List.of(
                        request("PUT", null, 200),
                        request("GET", "a=b", 200),
                        request("GET", "a=b", 200),
                        request("GET", null, null)));
        ParityStep different = step(answer("{}"), answer(""), List.of(), new Difference("$", "{}", "(absent)"));

        assertThat(print(
                        new ParityReport(List.of(same, different), List.of(new Difference("$.x", "1", "2")), null),
                        Ansi.OFF))
                .isEqualToNormalizingNewlines("""
                         1. Upload                                                                                                     same
                            PUT /devices
                            {"a":1}

                            through the gateway, from simulated generation 2         | straight from simulated generation 1
                            200                                                      | 200
                            {"code":2000000,"message":"SUCCESS"}                     | {"message":"SUCCESS","code":2000000}

                            gen2: PUT /kcs -> 200
                            gen2: GET /kcs?a=b -> 200 (2 times)
                            gen2: GET /kcs -> no answer

                         2. Upload                                                                                                     DIFFERENT
                            PUT /devices
                            {"a":1}

                            through the gateway, from simulated generation 2         | straight from simulated generation 1
                            200                                                      | 200
                            {}                                                       |

                            ! $: gateway {}, generation 1 (absent)
                            gen2: nothing sent

                            ! portal $.x: gateway 1, generation 1 2
                        2 requests, 1 same, 1 different; portals DIFFERENT; both sides simulated, %d facts assumed
                        """.formatted(Assumption.values().length));
    }

    @Test
    void longLines_stayWithinTheWidth() {
        SessionRequest request = HttpFile.parse(
                        "### " + "name ".repeat(60) + "\nPUT /" + "path".repeat(60) + "\n\n" + "body ".repeat(60),
                        "test")
                .requests()
                .get(0);
        Answer wide = answer("text ".repeat(100));
        ParityStep step = new ParityStep(
                new Exchange(request, wide, 1, true),
                new Exchange(request, wide, 1, true),
                List.of(request("GET", "q".repeat(200), 200)),
                List.of(new Difference("$", "left ".repeat(60), "right ".repeat(60))),
                null);

        assertThat(print(new ParityReport(List.of(step), List.of(), null), Ansi.OFF)
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ParityPrinter.WIDTH));
    }

    @ParameterizedTest
    @CsvSource({"1, 72", "80, 80", "120, 120", "500, 160"})
    void columns_areAsWideAsTheTerminalWithinReason(int terminal, int width) {
        StringWriter out = new StringWriter();
        ParityStep step = step(answer("x".repeat(300)), answer("y".repeat(300)), List.of());

        new ParityPrinter(new PrintWriter(out), Ansi.OFF, terminal)
                .print(new ParityReport(List.of(step), List.of(), null));

        assertThat(out.toString().lines().filter(line -> line.contains("x | y")).mapToInt(String::length))
                .isNotEmpty()
                .allMatch(length -> length == width || length == width - 1);
    }

    @Test
    void verdicts_areColouredOnRequest() {
        ParityStep same = step(answer("{}"), answer("{}"), List.of());

        assertThat(print(new ParityReport(List.of(same), List.of(), null), Ansi.ON))
                .contains("\u001b[32msame\u001b[39m\u001b[0m")
                .contains("\u001b[32m1 request, 1 same, 0 different; portals equal; both sides simulated, "
                        + Assumption.values().length + " facts assumed\u001b[39m\u001b[0m");
    }

    private static String print(ParityReport report, Ansi ansi) {
        StringWriter out = new StringWriter();
        new ParityPrinter(new PrintWriter(out), ansi, ParityPrinter.WIDTH).print(report);
        return out.toString();
    }

    private static ParityStep step(
            Answer bridged, Answer direct, List<RecordedRequest> requests, Difference... differences) {
        return new ParityStep(
                new Exchange(UPLOAD, bridged, 1, true),
                new Exchange(UPLOAD, direct, 1, true),
                requests,
                List.of(differences),
                null);
    }

    private static Answer answer(String body) {
        return new Answer(200, List.of(), body, Duration.ZERO);
    }

    private static RecordedRequest request(String method, @Nullable String query, @Nullable Integer status) {
        return new RecordedRequest("gen2", method, "/kcs", query, status, Instant.EPOCH);
    }
}
