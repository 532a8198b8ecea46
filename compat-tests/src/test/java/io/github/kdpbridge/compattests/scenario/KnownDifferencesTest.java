package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.ScenarioRun.StepRun;
import io.github.kdpbridge.verify.scenario.Expectation;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.KnownDifferences.KnownDifference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownDifferencesTest {
    private static final Scenario SCENARIO = Scenario.parse("""
            # @operation status
            # @condition success
            ### One
            # @expect 200 {"code": 1, "data": "x"}
            GET /a
            """, "status/one", Map.of());

    private static ScenarioRun answered(int status, String body) {
        SessionRequest request = SCENARIO.steps().get(0).request();
        Expectation expected = SCENARIO.steps().get(0).expected();
        Answer answer = new Answer(status, List.of(), body, Duration.ZERO);
        return new ScenarioRun(
                SCENARIO,
                "gateway",
                List.of(new StepRun(new Exchange(request, answer, 1, true), expected.differences(answer))),
                null,
                List.of(),
                null);
    }

    @Test
    void listedDifference_isNoProblem() {
        KnownDifferences known = KnownDifferences.parse("# why\n\n status/one | step 1 $.data | other words \n");
        ScenarioRun run = answered(200, "{\"code\":1,\"data\":\"y\"}");

        assertThat(known.all())
                .containsExactly(new KnownDifference("status/one", null, "step 1 $.data", "other words"));
        assertThat(Problem.of(run))
                .extracting(Problem::toString)
                .containsExactly("step 1 $.data: expected \"x\", was \"y\"");
        assertThat(new Surprises(known).unknown(run)).isEmpty();
        assertThat(new Surprises(known).gone(run)).isEmpty();
    }

    @Test
    void unlistedDifference_remains() {
        KnownDifferences known = KnownDifferences.parse("status/one | step 1 $.data | other words");

        assertThat(new Surprises(known).unknown(answered(404, "{\"code\":2,\"data\":\"y\"}")))
                .extracting(Problem::where)
                .containsExactly("step 1 status", "step 1 $.code");
    }

    @Test
    void listedDifferenceThatNoLongerOccurs_isTold() {
        KnownDifferences known = KnownDifferences.parse("status/one | step 1 $.data | other words");

        assertThat(new Surprises(known).gone(answered(200, "{\"code\":1,\"data\":\"x\"}")))
                .isEqualTo(known.all());
    }

    @Test
    void differenceOfOnePeer_isNoneOfAnother() {
        String line = "status/one @ %s | step 1 $.data | other words";
        ScenarioRun run = answered(200, "{\"code\":1,\"data\":\"y\"}");
        KnownDifferences own = KnownDifferences.parse(line.formatted(run.peer()));
        KnownDifferences others = KnownDifferences.parse(line.formatted("another peer"));

        assertThat(new Surprises(own).unknown(run)).isEmpty();
        assertThat(new Surprises(own).gone(answered(200, "{\"code\":1,\"data\":\"x\"}")))
                .isEqualTo(own.all());
        assertThat(new Surprises(others).unknown(run)).hasSize(1);
        assertThat(new Surprises(others).gone(answered(200, "{\"code\":1,\"data\":\"x\"}")))
                .isEmpty();
    }

    @Test
    void differenceWithoutAReason_isRefused() {
        assertThatThrownBy(() -> KnownDifferences.parse("status/one | step 1 $.data |"))
                .hasMessage("expected 'SCENARIO | WHERE | REASON': status/one | step 1 $.data |");
    }
}
