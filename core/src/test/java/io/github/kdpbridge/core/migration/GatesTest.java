package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Gate.State;
import io.github.kdpbridge.core.migration.GateFacts.BeforeCanary;
import io.github.kdpbridge.core.migration.GateFacts.BeforeDone;
import io.github.kdpbridge.core.migration.GateFacts.BeforeGen2;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GatesTest {
    private static Gates gates(Phase to, GateFacts facts) {
        return new Gates(UNIT, to, facts.gates(GateLimits.STANDARD));
    }

    private static String closed(GateFacts facts) {
        return gates(Phase.DONE, facts).closed().stream()
                .map(gate -> gate.state() + " " + gate)
                .collect(Collectors.joining("; "));
    }

    private static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(Service.ANSWERS, Service.ANSWERS, ""),
                Arguments.of(
                        Service.fails("connection refused"),
                        Service.ANSWERS,
                        "BLOCKED gen1 does not answer: connection refused"),
                Arguments.of(Service.ANSWERS, Service.NOT_ASKED, "NOT_YET gen2 not asked yet"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shadow_needsBothServices(Service gen1, Service gen2, String closed) {
        assertThat(closed(new BeforeShadow(gen1, gen2))).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 |  20 | 0 | 1 | 0 | 0 | ''
             1 | 200 | 0 | 1 | 0 | 0 | ''
            19 | 199 | 0 | 1 | 0 | 0 | NOT_YET 19 compared of 20 (account 199 of 200)
            20 |  20 | 1 | 1 | 0 | 0 | BLOCKED 1 different
            20 |  20 | 0 | 0 | 0 | 0 | NOT_YET no device list equal
            20 |  20 | 0 | 1 | 2 | 0 | BLOCKED 2 unknown codes
            20 |  20 | 0 | 1 | 0 | 3 | NOT_YET 3 writes may yet arrive
             0 | 200 | 0 | 0 | 0 | 0 | NOT_YET not compared yet; \
            NOT_YET 0 different; NOT_YET no device list equal; NOT_YET 0 unknown codes
            """)
    void canary_needsComparisons(
            long ofUnit, long ofAccount, long open, long lists, long codes, long quarantined, String closed) {
        GateFacts facts =
                new BeforeCanary(new BeforeCanary.Compared(ofUnit, ofAccount), open, lists, codes, quarantined);

        assertThat(closed(facts)).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            72 | 10 |           | 0 | 0 | ''
            71 | 10 |           | 0 | 0 | NOT_YET 2 d 23 h of 3 d 0 h in CANARY
            72 |  9 |           | 0 | 0 | NOT_YET 9 of 10 writes completed
            72 |  0 | one order | 0 | 0 | ''
            72 | 10 |           | 1 | 0 | BLOCKED 1 rule hit
            72 | 10 |           | 0 | 2 | NOT_YET 2 writes open
            """)
    void gen2_needsATrial(long hours, long completed, String idle, long hits, long open, String closed) {
        assertThat(closed(new BeforeGen2(Duration.ofHours(hours), completed, idle, hits, open)))
                .isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            336 | 0 | ''
            335 | 0 | NOT_YET 13 d 23 h of 14 d 0 h in GEN2
            336 | 1 | NOT_YET 1 transaction on gen1 not settled
            """)
    void done_needsTwoWeeks(long hours, long young, String closed) {
        assertThat(closed(new BeforeDone(Duration.ofHours(hours), young))).isEqualTo(closed);
    }

    @Test
    void openGates_giveTheirNumbersAsEvidence() {
        Gates gates = gates(Phase.DONE, new BeforeDone(Duration.ofDays(20), 0));

        assertThat(gates.state()).isEqualTo(State.READY);
        assertThat(gates.pass(null, null))
                .isEqualTo("20 d 0 h of 14 d 0 h in GEN2, 0 transactions on gen1 not settled");
        assertThat(gates.pass("needless", null)).isEqualTo(gates.pass(null, null));
    }

    @Test
    void closedGates_areRefusedWithTheirNumbers() {
        Gates gates = gates(Phase.SHADOW, new BeforeShadow(Service.fails("connection refused"), Service.NOT_ASKED));

        assertThat(gates.state()).isEqualTo(State.BLOCKED);
        assertThatThrownBy(() -> gates.pass(null, null))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GATE))
                .hasMessage(
                        "customer 1200000321 does not move to SHADOW: gen1 does not answer: connection refused, gen2 not asked yet;"
                                + " wait, or override with a reason");
    }

    @Test
    void overrideOfGatesThatWereSeenOpen_isRefused() {
        Gates gates = gates(Phase.SHADOW, new BeforeShadow(Service.fails("connection refused"), Service.NOT_ASKED));
        List<Gate> closed = gates.closed();

        assertThat(closed).hasSize(2);
        assertThat(gates.pass("only a test account", closed)).startsWith("overridden: only a test account (");
        assertThatThrownBy(() -> gates.pass("only a test account", closed.subList(0, 1)))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STALE))
                .hasMessage(
                        "customer 1200000321 does not move to SHADOW: it changed meanwhile: gen2 not asked yet, which the"
                                + " plan did not show; look at it again");
        assertThatThrownBy(() -> gates.pass(null, closed)).hasMessageContaining("or override with a reason");
    }

    private static Gates beforeCanary(long compared, long different) {
        return gates(Phase.CANARY, new BeforeCanary(new BeforeCanary.Compared(compared, 0), different, 1, 0, 0));
    }

    /** The name of a gate is the same whatever its number became. */
    @Test
    void overrideOfAGateThatIsWorseThanItWasSeen_isRefused() {
        List<Gate> seen = beforeCanary(10, 1).closed();

        assertThat(beforeCanary(10, 1).pass("it is known", seen)).startsWith("overridden: it is known (");
        assertThat(beforeCanary(12, 1).pass("it is known", seen)).as("better").startsWith("overridden: ");
        assertThatThrownBy(() -> beforeCanary(12, 400).pass("it is known", seen))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STALE))
                .hasMessage(
                        "customer 1200000321 does not move to CANARY: it changed meanwhile: 400 different, which the"
                                + " plan did not show; look at it again");
        assertThatThrownBy(() -> beforeCanary(9, 1).pass("it is known", seen)).hasMessageContaining("9 compared of 20");
        assertThatThrownBy(() -> beforeCanary(10, 1)
                        .pass("it is known", beforeCanary(0, 0).closed()))
                .as("what only waited speaks against it now")
                .hasMessageContaining("1 different, which the plan did not show");
    }

    @Test
    void overriddenGates_areSeenInTheLogForEver() {
        String evidence = gates(Phase.SHADOW, new BeforeShadow(Service.ANSWERS, Service.NOT_ASKED))
                .pass("only a test account", null);
        Move move =
                Move.forward(Phase.GEN1, Phase.SHADOW, new Cause("operator-1", Via.PAGE, "first customer", evidence));

        assertThat(evidence).isEqualTo("overridden: only a test account (gen1 answers, gen2 not asked yet)");
        assertThat(Gates.isOverridden(move)).isTrue();
        assertThat(Gates.isOverridden(move.with(OPERATOR_1))).isFalse();
    }

    @Test
    void tooLittleData_isNeitherSuccessNorFailure() {
        assertThat(gates(Phase.DONE, new BeforeDone(Duration.ZERO, 0)).state()).isEqualTo(State.NOT_YET);
        assertThatThrownBy(() -> new Gates(UNIT, Phase.SHADOW, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a move to SHADOW has no gates");
    }
}
