package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.Target;
import io.github.kdpbridge.verify.peer.Targets;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario, on generation 1 itself and through every way into the bridge. */
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("the service is otherwise than assumed \\((device-limit|vendor)\\): .*")
@ExpectedLog("reseller [0-9]+: it is assumed that a transaction can be asked for as long as anybody asks; seen: .*")
@ExpectedLog("reseller [0-9]+: devices of upload .* are there already: upload .* had the same content")
@ExpectedLog(
        "customers page 0 got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
class ScenarioTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    /** The bridge remembers writes, so each scenario has transaction ids of its own. */
    private static final List<Scenario> SCENARIOS = Scenarios.marked("1");

    private static final Target GENERATION_1 = Targets.generation1();
    private static final List<Target> BRIDGE =
            List.of(Targets.gateway(), Targets.gatewayWithLedger(), Targets.interceptor(), Targets.typed());

    @AfterAll
    static void close() {
        GENERATION_1.close();
        BRIDGE.forEach(Target::close);
    }

    @TestFactory
    Stream<DynamicTest> generation1_answersAsScenariosSay() {
        return SCENARIOS.stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(ScenarioRun.of(scenario, GENERATION_1).problems())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicContainer> bridge_answersAsScenariosSayButForWhatIsKnown() {
        return BRIDGE.stream()
                .map(target -> dynamicContainer(
                        target.name(),
                        SCENARIOS.stream()
                                .map(scenario -> dynamicTest(scenario.name(), () -> {
                                    ScenarioRun run = ScenarioRun.of(scenario, target);
                                    assertThat(KNOWN.unknown(run)).isEmpty();
                                    assertThat(KNOWN.gone(run)).isEmpty();
                                }))));
    }

    /** What a way in cannot express is passed over, so it must not be much of what can be said properly. */
    @Test
    void everyWayIn_carriesEveryOperation() {
        for (Target target : BRIDGE) {
            List<Scenario> carried = SCENARIOS.stream()
                    .filter(scenario -> scenario.steps().stream().allMatch(step -> target.carries(step.request())))
                    .toList();

            assertThat(carried)
                    .as(target.name())
                    .extracting(Scenario::operation)
                    .contains("upload", "delete", "status", "devices", "customers", "resellers");
            assertThat(carried).as(target.name()).hasSizeGreaterThan(SCENARIOS.size() / 2);
        }
    }

    @Test
    void knownDifference_isOneOfAScenario() {
        assertThat(KNOWN.all())
                .allSatisfy(known -> assertThat(SCENARIOS)
                        .anyMatch(scenario -> KNOWN.of(scenario.name()).contains(known)));
    }
}
