package io.github.kdpbridge.compattests.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import io.github.kdpbridge.verify.session.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario, with its customers moving to generation 2 before each of its steps, and back before the next: where the
 * caller gets the expected answer from either side, it gets it during the moves.
 */
class FlipTest {
    private static final List<Scenario> SCENARIOS = Scenarios.marked("7");
    private static final List<MovingPeer> OPENED = new ArrayList<>();
    private static final SimulatedPeer OLD = peer(Phase.SHADOW);
    private static final SimulatedPeer NEW = peer(Phase.CANARY);

    private static SimulatedPeer peer(Phase start) {
        return new SimulatedPeer(
                "moving from " + start,
                World.standard(),
                simulator -> {
                    MovingPeer peer = new MovingPeer(simulator, start);
                    OPENED.add(peer);
                    return peer;
                },
                any -> true);
    }

    @AfterAll
    static void close() {
        OLD.close();
        NEW.close();
    }

    private static ScenarioRun run(Scenario scenario, SimulatedPeer peer, Map<Integer, Phase> moves) {
        OPENED.forEach(MovingPeer::reset);
        return ScenarioRun.of(
                scenario, new MovedPeer(peer, moves, phase -> OPENED.forEach(opened -> opened.move(phase))));
    }

    @TestFactory
    Stream<DynamicTest> callerOfAMovingCustomer_getsTheSameAnswers() {
        return SCENARIOS.stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    ScenarioRun stayed = run(scenario, OLD, Map.of());
                    ScenarioRun moved = run(scenario, NEW, Map.of());
                    for (int step = 1; step < scenario.steps().size(); step++) {
                        assertSame(run(scenario, OLD, Map.of(step, Phase.CANARY)), stayed, moved);
                        assertSame(
                                run(scenario, OLD, Map.of(step, Phase.CANARY, step + 1, Phase.SHADOW)), stayed, moved);
                    }
                }));
    }

    private static void assertSame(ScenarioRun flipped, ScenarioRun stayed, ScenarioRun moved) {
        for (int step = 0; step < stayed.steps().size(); step++) {
            if (differences(stayed, step).isEmpty() && differences(moved, step).isEmpty()) {
                assertThat(differences(flipped, step))
                        .as("%s, step %d", flipped.peer(), step)
                        .isEmpty();
            }
        }
    }

    private static List<Difference> differences(ScenarioRun run, int step) {
        return run.steps().get(step).differences();
    }
}
