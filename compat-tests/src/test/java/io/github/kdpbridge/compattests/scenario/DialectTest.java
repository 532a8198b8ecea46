package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.compattests.peer.BridgePeers;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario under every way that the assumed facts may turn out: the answers of generation 1 stay the same. */
@Tag("one-jdk")
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("the service is otherwise than assumed .*")
@ExpectedLog(
        "reseller [0-9]+: it is assumed that (identifiers come back as they were sent|a transaction can be asked for without a limit of time); seen: .*")
@ExpectedLog("reseller [0-9]+: devices of upload .* are there already: upload .* had the same content")
@ExpectedLog("status .*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog(
        "customers page 0 got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
class DialectTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    private static final List<Dialect> DIALECTS = Dialects.pairwise();
    private static final SimulatedPeer GENERATION_1 = SimulatedPeer.generation1(World.standard());
    private static final List<SimulatedPeer> BRIDGE = BridgePeers.all();

    @AfterAll
    static void close() {
        GENERATION_1.close();
        BRIDGE.forEach(SimulatedPeer::close);
    }

    /** The dialects take turns with the ways in. Each has transaction ids of its own, because the bridge remembers. */
    @TestFactory
    Stream<DynamicContainer> bridge_answersAsGeneration1UnderEachDialect() {
        return IntStream.range(0, DIALECTS.size()).mapToObj(i -> {
            Dialect dialect = DIALECTS.get(i);
            SimulatedPeer peer = BRIDGE.get(i % BRIDGE.size());
            return dynamicContainer(
                    peer.name() + ", " + dialect,
                    Scenarios.marked("%02d".formatted(i)).stream()
                            .filter(scenario -> DialectRun.isPossible(scenario, dialect, peer))
                            .map(scenario -> test(scenario, dialect, peer)));
        });
    }

    private static DynamicTest test(Scenario scenario, Dialect dialect, SimulatedPeer peer) {
        return dynamicTest(
                scenario.name(),
                () -> assertThat(DialectRun.of(scenario, dialect, GENERATION_1, peer, KNOWN))
                        .isEmpty());
    }

    @Test
    void dialects_areAtLeastSixAndLeaveNoSwitchOut() {
        assertThat(DIALECTS).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
        for (Dialect one : Dialects.oneByOne()) {
            String value = one.toString();
            String setting = value.substring(value.indexOf('[') + 1, value.length() - 1);
            assertThat(DIALECTS)
                    .as(setting)
                    .anySatisfy(dialect -> assertThat(dialect.toString()).contains(setting));
        }
    }
}
