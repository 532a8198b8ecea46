package io.github.kdpbridge.compattests.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario, at the old service itself and through a gateway in front of it: the caller gets the same bytes. */
@Tag("one-jdk")
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("status PO-[0-9]+ got no answer: the connection to .* broke: .*; once more in [0-9]+ ms")
class GatewayInFrontTest {
    private static final List<Scenario> SCENARIOS = Scenarios.marked("7");
    private static final int WRONG_KEY = 401;
    /** By this one, the log names a request. */
    private static final Set<String> ADDED = Set.of("x-request-id");
    /** The gateway answers wrong keys itself, at its own time. */
    private static final Set<String> OF_THE_GATEWAY = Set.of("x-request-id", "date");

    private static final List<Received> DIRECTLY = new ArrayList<>();
    private static final List<Received> THROUGH = new ArrayList<>();
    private static final SimulatedPeer SERVICE = new SimulatedPeer(
            "old service", World.standard(), simulator -> new DirectPeer(simulator.url(), DIRECTLY), any -> true);

    @TempDir
    private static Path folder;

    private static final SimulatedPeer GATEWAY = peer(Phase.GEN1);
    private static final SimulatedPeer SHADOWED = peer(Phase.SHADOW);

    private static SimulatedPeer peer(Phase start) {
        return new SimulatedPeer(
                "gateway in " + start,
                World.standard(),
                simulator -> new GatewayInFront(simulator, start, emptyFolder(), THROUGH),
                any -> true);
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory(folder, "gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() {
        SERVICE.close();
        GATEWAY.close();
        SHADOWED.close();
    }

    @TestFactory
    Stream<DynamicTest> caller_getsTheSameBytes() {
        return SCENARIOS.stream()
                .flatMap(scenario -> Stream.of(GATEWAY, SHADOWED)
                        .map(gateway -> dynamicTest(
                                gateway.name() + ", " + scenario.name(), () -> assertSame(scenario, gateway))));
    }

    private static void assertSame(Scenario scenario, SimulatedPeer gateway) {
        DIRECTLY.clear();
        THROUGH.clear();

        ScenarioRun direct = ScenarioRun.of(scenario, SERVICE);
        ScenarioRun through = ScenarioRun.of(scenario, gateway);

        assertThat(THROUGH).isNotEmpty().hasSameSizeAs(DIRECTLY);
        for (int i = 0; i < THROUGH.size(); i++) {
            Set<String> own = THROUGH.get(i).status() == WRONG_KEY ? OF_THE_GATEWAY : ADDED;
            assertThat(without(own, THROUGH.get(i)))
                    .as("%s, step %d", scenario.name(), i)
                    .isEqualTo(without(own, DIRECTLY.get(i)));
        }
        assertThat(through.portal()).isEqualTo(direct.portal());
    }

    private static Received without(Set<String> names, Received received) {
        Map<String, List<String>> headers = new TreeMap<>(received.headers());
        headers.keySet().removeAll(names);
        return new Received(received.status(), headers, received.body());
    }
}
