package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.compattests.peer.BridgePeers;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
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
@ExpectedLog("reseller [0-9]+: it is assumed that a transaction can be asked for without a limit of time; seen: .*")
@ExpectedLog("reseller [0-9]+: devices of upload .* are there already: upload .* had the same content")
@ExpectedLog(
        "customers page 0 got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
class ScenarioTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    private static final Surprises SURPRISES = new Surprises(KNOWN);
    /** The bridge remembers writes, so each scenario has transaction ids of its own. */
    private static final List<Scenario> SCENARIOS = Scenarios.marked("1");

    private static final SimulatedPeer GENERATION_1 = SimulatedPeer.generation1(World.standard());
    private static final List<SimulatedPeer> BRIDGE = BridgePeers.all();

    @AfterAll
    static void close() {
        GENERATION_1.close();
        BRIDGE.forEach(SimulatedPeer::close);
    }

    @TestFactory
    Stream<DynamicTest> generation1_answersAsScenariosSay() {
        return SCENARIOS.stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(Problem.of(ScenarioRun.of(scenario, GENERATION_1)))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicContainer> bridge_answersAsScenariosSayButForWhatIsKnown() {
        return BRIDGE.stream()
                .map(peer -> dynamicContainer(
                        peer.name(),
                        SCENARIOS.stream()
                                .map(scenario -> dynamicTest(scenario.name(), () -> {
                                    ScenarioRun run = ScenarioRun.of(scenario, peer);
                                    assertThat(SURPRISES.unknown(run)).isEmpty();
                                    assertThat(SURPRISES.gone(run)).isEmpty();
                                }))));
    }

    /** What a way in cannot express is passed over, so it must not be much of what can be said properly. */
    @Test
    void everyWayIn_carriesEveryOperation() {
        for (SimulatedPeer peer : BRIDGE) {
            List<Scenario> carried = SCENARIOS.stream()
                    .filter(scenario -> scenario.steps().stream().allMatch(step -> peer.carries(step.request())))
                    .toList();

            assertThat(carried)
                    .as(peer.name())
                    .extracting(Scenario::operation)
                    .contains("upload", "delete", "status", "devices", "customers", "resellers");
            assertThat(carried).as(peer.name()).hasSizeGreaterThan(SCENARIOS.size() / 2);
        }
    }

    @Test
    void knownDifference_isOneOfAScenario() {
        assertThat(KNOWN.all())
                .allSatisfy(known -> assertThat(SCENARIOS)
                        .anyMatch(scenario -> KNOWN.of(scenario.name()).contains(known)));
    }
}
