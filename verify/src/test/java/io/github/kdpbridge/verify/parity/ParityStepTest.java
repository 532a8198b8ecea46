package io.github.kdpbridge.verify.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.SessionJudge;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParityStepTest {
    private static final SessionRequest REQUEST =
            HttpFile.parse("# @until Complete\nGET /status", "test").requests().get(0);

    @Test
    void answersThatMeanTheSame_areTheSame() {
        ParityStep step = compare(exchange("{\"a\":1,\"b\":2}", true), exchange("{\"b\":2,\"a\":1}", true));

        assertThat(step.same()).isTrue();
        assertThat(step.request()).isEqualTo(REQUEST);
        assertThat(new ParityReport(List.of(step), List.of(), null).same()).isTrue();
    }

    @Test
    void answersThatDiffer_areDifferentFromBridgedToDirect() {
        ParityStep step = compare(exchange("{\"a\":1}", true), exchange("{\"a\":2}", true));

        assertThat(step.same()).isFalse();
        assertThat(step.differences()).containsExactly(new Difference("$.a", "1", "2"));
        assertThat(new ParityReport(List.of(step, step), List.of(), null).differentSteps())
                .isEqualTo(2);
    }

    @Test
    void sidesThatBothNeverComeToAnEnd_areNotTheSame() {
        ParityStep step = compare(exchange("Progress", false), exchange("Progress", false));

        assertThat(step.differences())
                .containsExactly(new Difference("@until", "not reached in time", "not reached in time"));
    }

    @Test
    void sideThatDoesNotComeToItsEnd_isDifferent() {
        ParityStep step = compare(exchange("Complete", true), exchange("Progress", false));

        assertThat(step.differences())
                .containsExactly(
                        new Difference("$", "Complete", "Progress"),
                        new Difference("@until", "reached", "not reached in time"));
    }

    @Test
    void portalsThatDiffer_makeTheReportDifferent() {
        ParityReport report = new ParityReport(List.of(), List.of(new Difference("$", "1", "2")), null);

        assertThat(report.differentSteps()).isZero();
        assertThat(report.same()).isFalse();
    }

    private static ParityStep compare(Exchange bridged, Exchange direct) {
        return ParityStep.compare(
                bridged, direct, List.of(), Comparison.strict(), new SessionJudge(KnownDifferences.readForSessions()));
    }

    private static Exchange exchange(String body, boolean settled) {
        return new Exchange(REQUEST, new Answer(200, List.of(), body, Duration.ZERO), 1, settled);
    }
}
