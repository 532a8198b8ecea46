package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every scenario under every way that the assumed facts may turn out: the answers of generation 1 stay the same. */
@Tag("one-jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("the service is otherwise than assumed .*")
@ExpectedLog(
        "reseller [0-9]+: it is assumed that (identifiers come back as they were sent|a transaction can be asked for without a limit of time); seen: .*")
@ExpectedLog("reseller [0-9]+: devices of upload .* are there already: upload .* had the same content")
@ExpectedLog("status .*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog(
        "customers page 0 got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
abstract class DialectTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    private static final List<Dialect> DIALECTS = Dialects.pairwise();

    private final SimulatedPeer generation1 = SimulatedPeer.generation1(World.standard());
    private final List<SimulatedPeer> peers;
    private final int turn;

    /**
     * Plays every second dialect, so that two processes share the work.
     *
     * @param peers the entrances to the bridge
     * @param turn the first of these dialects, 0 or 1
     */
    DialectTest(List<SimulatedPeer> peers, int turn) {
        this.peers = peers;
        this.turn = turn;
    }

    @AfterAll
    void close() {
        generation1.close();
        peers.forEach(SimulatedPeer::close);
    }

    /** The dialects take turns with the entrances. Each has transaction ids of its own, because the bridge remembers. */
    @TestFactory
    Stream<DynamicContainer> bridge_answersAsGeneration1UnderEachDialect() {
        return IntStream.range(0, DIALECTS.size()).filter(i -> i % 2 == turn).mapToObj(i -> {
            Dialect dialect = DIALECTS.get(i);
            SimulatedPeer peer = peers.get(i / 2 % peers.size());
            return dynamicContainer(
                    peer.name() + ", " + dialect,
                    Scenarios.marked("%02d".formatted(i)).stream()
                            .filter(scenario -> DialectRun.isPossible(scenario, dialect, peer))
                            .map(scenario -> test(scenario, dialect, peer)));
        });
    }

    private DynamicTest test(Scenario scenario, Dialect dialect, SimulatedPeer peer) {
        return dynamicTest(
                scenario.name(),
                () -> assertThat(DialectRun.of(scenario, dialect, generation1, peer, KNOWN))
                        .isEmpty());
    }
}
