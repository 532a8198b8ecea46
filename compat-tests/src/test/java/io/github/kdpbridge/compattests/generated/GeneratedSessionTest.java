package io.github.kdpbridge.compattests.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.scenario.WorldNeeds;
import io.github.kdpbridge.compattests.session.Answer;
import io.github.kdpbridge.compattests.session.Comparison;
import io.github.kdpbridge.compattests.session.Difference;
import io.github.kdpbridge.compattests.session.HttpFileWriter;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.compattests.target.Target;
import io.github.kdpbridge.compattests.target.Targets;
import io.github.kdpbridge.simulator.Dialect;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random sessions of several resellers and customers end in equal portals and get equal answers on the way. A session
 * that does not is shrunk, and printed as a file for {@code bin/kdp replay}.
 */
class GeneratedSessionTest {
    private static final int TRIES = 150;

    /** Transactions are in progress for two seconds of the simulated clock. */
    private static final WorldNeeds WORLD = new WorldNeeds(Duration.ofSeconds(2), 3, 1000, Dialect.documented());

    private static final Target GENERATION_1 = Targets.generation1();
    private static final Target GATEWAY = Targets.gateway();
    private static final Target INTERCEPTOR = Targets.interceptor();
    private static final Target TYPED = Targets.typed();

    @AfterContainer
    static void close() {
        List.of(GENERATION_1, GATEWAY, INTERCEPTOR, TYPED).forEach(Target::close);
    }

    @Provide
    static Arbitrary<List<Action>> sessions() {
        return Actions.sessions();
    }

    @Property(tries = TRIES)
    void gateway_comesToTheSameAsGeneration1(@ForAll("sessions") List<Action> session) {
        assertSame(session, GATEWAY);
    }

    @Property(tries = TRIES)
    void interceptor_comesToTheSameAsGeneration1(@ForAll("sessions") List<Action> session) {
        assertSame(session, INTERCEPTOR);
    }

    @Property(tries = TRIES)
    void typedInterface_comesToTheSameAsGeneration1(@ForAll("sessions") List<Action> session) {
        assertSame(
                session.stream()
                        .filter(action -> TYPED.carries(action.request()))
                        .toList(),
                TYPED);
    }

    private static void assertSame(List<Action> session, Target bridge) {
        GENERATION_1.prepare(WORLD);
        bridge.prepare(WORLD);
        List<SessionRequest> requests = session.stream().map(Action::request).toList();
        for (int i = 0; i < requests.size(); i++) {
            GENERATION_1.pass(session.get(i).pause());
            bridge.pass(session.get(i).pause());
            Answer expected = GENERATION_1.sender().send(requests.get(i));
            Answer actual = bridge.sender().send(requests.get(i));
            List<Difference> differences = Comparison.strict().compare(expected, actual);
            assertThat(differences)
                    .as("step %d, generation 1 on the left, of%n%s", i + 1, HttpFileWriter.text(requests))
                    .isEmpty();
        }
        assertThat(bridge.portal())
                .as("the portal after%n%s", HttpFileWriter.text(requests))
                .isEqualTo(GENERATION_1.portal());
    }
}
