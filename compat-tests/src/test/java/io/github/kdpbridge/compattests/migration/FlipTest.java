package io.github.kdpbridge.compattests.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import io.github.kdpbridge.verify.session.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario, with its customers moving to generation 2 before each of its steps, and back before the next: where the
 * caller gets the expected answer from either side, it gets it during the moves.
 */
@Tag("one-jdk")
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("the service is otherwise than assumed \\((device-limit|vendor)\\): .*")
@ExpectedLog(
        "(customers page 0|devices page 0|status PO-[0-9]+) got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
class FlipTest {
    /** What both generations share, besides the devices. */
    private record Sharing(String words, UnaryOperator<Dialect> dialect) {}

    private static final Sharing APART = new Sharing(
            "ids and transactions apart",
            dialect -> dialect.with(Dialect.NAMES_SHARED, false).with(Dialect.TRANSACTIONS_SHARED, false));
    private static final List<Sharing> WORLDS = List.of(new Sharing("one service", dialect -> dialect), APART);

    private static final List<Scenario> SCENARIOS = Scenarios.marked("7");
    private static final int LEAST_MOVES = 1000;
    private static final AtomicLong MOVES = new AtomicLong();
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

    private static ScenarioRun run(Scenario scenario, SimulatedPeer peer, Map<Integer, Phase> moves, Sharing sharing) {
        OPENED.forEach(MovingPeer::reset);
        ScenarioRun run = ScenarioRun.of(
                scenario,
                new MovedPeer(
                        peer,
                        moves,
                        phase -> OPENED.forEach(opened -> opened.move(phase)),
                        () -> OPENED.forEach(opened -> opened.share(sharing.dialect()))));
        MOVES.addAndGet(OPENED.stream().mapToLong(MovingPeer::moves).sum());
        return run;
    }

    @TestFactory
    Stream<DynamicTest> callerOfAMovingCustomer_getsTheSameAnswers() {
        Stream<DynamicTest> flips = SCENARIOS.stream()
                .flatMap(scenario -> WORLDS.stream()
                        .map(sharing -> dynamicTest(
                                scenario.name() + ", " + sharing.words(), () -> flipEachStep(scenario, sharing))));
        return Stream.concat(
                flips,
                Stream.of(dynamicTest(
                        "customers did move", () -> assertThat(MOVES).hasValueGreaterThan(LEAST_MOVES))));
    }

    private static void flipEachStep(Scenario scenario, Sharing sharing) {
        ScenarioRun stayed = run(scenario, OLD, Map.of(), sharing);
        ScenarioRun moved = run(scenario, NEW, Map.of(), sharing);
        for (int step = 1; step < scenario.steps().size(); step++) {
            Map<Integer, Phase> there = Map.of(step, Phase.CANARY);
            Map<Integer, Phase> thereAndBack = Map.of(step, Phase.CANARY, step + 1, Phase.SHADOW);
            assertSame(run(scenario, OLD, there, sharing), stayed, moved, sharing);
            assertSame(run(scenario, OLD, thereAndBack, sharing), stayed, moved, sharing);
        }
    }

    private static void assertSame(ScenarioRun flipped, ScenarioRun stayed, ScenarioRun moved, Sharing sharing) {
        for (int step = 0; step < stayed.steps().size(); step++) {
            boolean isExpected = differences(stayed, step).isEmpty()
                    && differences(moved, step).isEmpty()
                    && !isListOfOneSide(flipped, step, sharing);
            if (isExpected) {
                assertThat(differences(flipped, step))
                        .as("%s, %s, step %d", flipped.scenario().name(), flipped.peer(), step)
                        .isEmpty();
            }
        }
    }

    /** A side that knows its own transactions only cannot list the others: a fact that is learnt before a move. */
    private static boolean isListOfOneSide(ScenarioRun run, int step, Sharing sharing) {
        String target = run.steps().get(step).exchange().request().target();
        return sharing.equals(APART) && target.contains("/status") && !target.matches(".*[?&]transactionId=[^&].*");
    }

    private static List<Difference> differences(ScenarioRun run, int step) {
        return run.steps().get(step).differences();
    }
}
