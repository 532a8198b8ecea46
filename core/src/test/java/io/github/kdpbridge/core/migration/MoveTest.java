package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.migration.Move.Kind;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTest {
    /** Every other combination of phases and kinds is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GEN1   | FORWARD | SHADOW
            GEN1   | BACK    |
            GEN1   | NOW     |
            GEN1   | REOPEN  |
            SHADOW | FORWARD | READS CANARY
            SHADOW | BACK    | GEN1
            SHADOW | NOW     | CANARY
            SHADOW | REOPEN  |
            READS  | FORWARD | CANARY
            READS  | BACK    | SHADOW
            READS  | NOW     | CANARY
            READS  | REOPEN  |
            CANARY | FORWARD | GEN2
            CANARY | BACK    | SHADOW
            CANARY | NOW     | SHADOW
            CANARY | REOPEN  |
            GEN2   | FORWARD | DONE
            GEN2   | BACK    | SHADOW
            GEN2   | NOW     | SHADOW
            GEN2   | REOPEN  |
            DONE   | FORWARD |
            DONE   | BACK    |
            DONE   | NOW     |
            DONE   | REOPEN  | GEN2
            """)
    void move_isLegalOnlyIfTheTableHasIt(Phase from, Kind kind, String legal) {
        List<Phase> accepted =
                Stream.of(Phase.values()).filter(to -> isLegal(from, to, kind)).toList();

        assertThat(accepted)
                .containsExactlyElementsOf(Stream.ofNullable(legal)
                        .flatMap(phases -> Stream.of(phases.split(" ")))
                        .map(Phase::valueOf)
                        .toList());
    }

    private static boolean isLegal(Phase from, Phase to, Kind kind) {
        try {
            return new Move(from, to, kind, OPERATOR_1).from() == from;
        } catch (MoveRefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.ILLEGAL);
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void wayBack_existsFromEveryPhaseButTheFirstAndTheLast(Phase phase) {
        assertThat(phase.back().isPresent()).isEqualTo(phase != Phase.GEN1 && phase != Phase.DONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GEN1   | CANARY | FORWARD | no move forward leads from GEN1 to CANARY; legal from GEN1: forward to SHADOW
            SHADOW | GEN2   | NOW     | no move at once leads from SHADOW to GEN2; legal from SHADOW: forward to READS or CANARY, back to GEN1, at once to CANARY
            DONE   | SHADOW | BACK    | no move back leads from DONE to SHADOW; legal from DONE: reopen to GEN2
            """)
    void illegalMove_isRefusedWithTheLegalOnes(Phase from, Phase to, Kind kind, String message) {
        assertThatThrownBy(() -> new Move(from, to, kind, OPERATOR_1))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage(message);
    }

    @Test
    void backAtOnce_waitsForNothing_ifWritesMove() {
        assertThat(Move.backAtOnce(Phase.CANARY, OPERATOR_1))
                .isEqualTo(new Move(Phase.CANARY, Phase.SHADOW, Kind.NOW, OPERATOR_1));
        assertThat(Move.backAtOnce(Phase.READS, OPERATOR_1))
                .isEqualTo(new Move(Phase.READS, Phase.SHADOW, Kind.BACK, OPERATOR_1));
    }

    @Test
    void backFromTheFirstPhase_isRefused() {
        assertThatThrownBy(() -> Move.back(Phase.GEN1, OPERATOR_1))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("no move back leads from GEN1 to GEN1; legal from GEN1: forward to SHADOW");
    }

    @ParameterizedTest
    @CsvSource({
        "GEN1, SHADOW, FORWARD, false",
        "SHADOW, READS, FORWARD, false",
        "SHADOW, CANARY, FORWARD, true",
        "READS, CANARY, FORWARD, true",
        "CANARY, GEN2, FORWARD, false",
        "CANARY, SHADOW, BACK, true",
        "CANARY, SHADOW, NOW, false",
        "GEN2, SHADOW, BACK, true",
        "DONE, GEN2, REOPEN, false"
    })
    void cutOver_isNeededWhereWritesMove_exceptAtOnce(Phase from, Phase to, Kind kind, boolean isNeeded) {
        assertThat(new Move(from, to, kind, OPERATOR_1).needsCutOver()).isEqualTo(isNeeded);
    }

    @Test
    void reopening_needsTheUnitTyped() {
        assertThat(Move.reopen(UNIT, "1200000321", OPERATOR_1))
                .isEqualTo(new Move(Phase.DONE, Phase.GEN2, Kind.REOPEN, OPERATOR_1));
        assertThatThrownBy(() -> Move.reopen(UNIT, "1200000322", OPERATOR_1))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNCONFIRMED))
                .hasMessage("customer 1200000321 is not reopened: confirm it by typing 1200000321, not \"1200000322\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GEN1, DONE, SHADOW",
        "SHADOW, READS, READS",
        "SHADOW, CANARY, CANARY",
        "SHADOW, DONE, CANARY",
        "READS, GEN2, CANARY",
        "CANARY, GEN2, GEN2",
        "GEN2, DONE, DONE",
        "GEN2, CANARY,",
        "DONE, DONE,"
    })
    void wayToAPhase_leadsThroughReadsOnlyIfThatIsWanted(Phase from, Phase destination, Phase next) {
        assertThat(from.towards(destination).orElse(null)).isEqualTo(next);
    }
}
