package io.github.kdpbridge.compattests.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.compattests.relay.RelayPeer.Judged;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario, at the old service itself and through the relay: the caller gets the same bytes. */
class RelayedScenarioTest {
    private static final List<Scenario> SCENARIOS = Scenarios.marked("7");
    private static final List<Received> DIRECTLY = new ArrayList<>();
    private static final List<Received> RELAYED = new ArrayList<>();
    private static final List<Judged> JUDGED = new ArrayList<>();
    private static final SimulatedPeer SERVICE = new SimulatedPeer(
            "old service", World.standard(), simulator -> new DirectPeer(simulator.url(), DIRECTLY), any -> true);
    private static final SimulatedPeer RELAY = new SimulatedPeer(
            "relay", World.standard(), simulator -> new RelayPeer(simulator.url(), RELAYED, JUDGED), any -> true);

    @AfterAll
    static void close() {
        SERVICE.close();
        RELAY.close();
    }

    @TestFactory
    Stream<DynamicTest> caller_getsTheSameBytes() {
        return SCENARIOS.stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> {
                    DIRECTLY.clear();
                    RELAYED.clear();
                    JUDGED.clear();

                    ScenarioRun direct = ScenarioRun.of(scenario, SERVICE);
                    ScenarioRun relayed = ScenarioRun.of(scenario, RELAY);

                    assertThat(RELAYED).isNotEmpty().isEqualTo(DIRECTLY);
                    assertThat(relayed.portal()).isEqualTo(direct.portal());
                    assertThat(JUDGED).allSatisfy(RelayedScenarioTest::assertUnderstood);
                }));
    }

    /** The simulator speaks clearly: a write was accepted or refused, and a good answer to a question can be read. */
    private static void assertUnderstood(Judged judged) {
        KdpException failure = judged.relayed().failure();
        assertThat(failure == null)
                .as(judged.answer().body())
                .isEqualTo(judged.answer().succeeded());
        if (failure != null) {
            assertThat(failure.mayHaveTakenEffect()).as(failure.getMessage()).isFalse();
        } else if (!judged.operation().isWrite()) {
            String list = judged.operation().name();
            assertThat(judged.items())
                    .isEqualTo(judged.answer().json().get(list).items().size());
        }
    }
}
