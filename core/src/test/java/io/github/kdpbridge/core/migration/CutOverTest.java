package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.CutOver.State;
import io.github.kdpbridge.core.migration.CutOver.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutOverTest {
    private static final long EPOCH = 7;
    private static final Route WAITING = new Route(UNIT, Phase.SHADOW, EPOCH, null);
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final CutOver move = new CutOver(LIMITS, WAITING, at(0));

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Step look(boolean isDrained, long seconds) {
        return move.look(isDrained, at(seconds), EPOCH);
    }

    @Test
    void drainedUnit_isHeldAndFlipped() {
        assertThat(look(false, 0)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(move.state()).isEqualTo(State.WAITING);
        assertThat(look(true, 5)).isEqualTo(Step.HOLD);
        assertThat(move.state()).isEqualTo(State.HOLDING);
        assertThat(look(true, 6)).isEqualTo(Step.FLIP);
        move.flipped();
        assertThat(move.state()).isEqualTo(State.FLIPPED);
        assertThat(move.look(true, at(7), EPOCH + 1)).isEqualTo(Step.STOP);
        assertThat(move.state()).isEqualTo(State.FLIPPED);
    }

    @Test
    void flipThatFails_isTriedAgainWhileTheHoldLasts() {
        look(true, 0);

        assertThat(look(true, 1)).isEqualTo(Step.FLIP);
        assertThat(look(false, 2)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(true, 29)).isEqualTo(Step.FLIP);
    }

    @Test
    void holdInVain_isFollowedByAPauseTwiceAsLongEachTime() {
        assertThat(look(true, 0)).isEqualTo(Step.HOLD);
        assertThat(look(false, 29)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(false, 30)).isEqualTo(Step.RELEASE);
        assertThat(move.state()).isEqualTo(State.WAITING);
        assertThat(look(true, 89)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(true, 90)).isEqualTo(Step.HOLD);
        assertThat(look(false, 120)).isEqualTo(Step.RELEASE);
        assertThat(look(true, 239)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(true, 240)).isEqualTo(Step.HOLD);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void unitThatIsNotDrainedInTime_isGivenUp(boolean isDrainedTooLate) {
        assertThat(look(false, 599)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(isDrainedTooLate, 600)).isEqualTo(Step.GIVE_UP);
        assertThat(move.state()).isEqualTo(State.GIVEN_UP);
        assertThat(look(true, 601)).isEqualTo(Step.STOP);
    }

    @Test
    void holdAtTheEndOfTheTime_isGivenUpAndNotRepeated() {
        assertThat(look(true, 590)).isEqualTo(Step.HOLD);
        assertThat(look(false, 619)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(look(false, 620)).isEqualTo(Step.GIVE_UP);
    }

    @Test
    void moverThatComesBackLate_seesAnotherEpochAndStops() {
        look(true, 0);

        assertThat(move.look(true, at(1), EPOCH + 1)).isEqualTo(Step.STOP);
        assertThat(move.state()).isEqualTo(State.CANCELLED);
        assertThat(look(true, 2)).isEqualTo(Step.STOP);
    }

    @Test
    void moverThatTakesOver_countsTheHoldByItsOwnTime() {
        CutOver taken = new CutOver(LIMITS, WAITING.withHold(Generation.GEN2), at(1_000));

        assertThat(taken.state()).isEqualTo(State.HOLDING);
        assertThat(taken.look(false, at(1_029), EPOCH)).isEqualTo(Step.LOOK_AGAIN);
        assertThat(taken.look(false, at(1_030), EPOCH)).isEqualTo(Step.RELEASE);
    }

    @Test
    void moveThatIsNotHeld_cannotHaveFlipped() {
        assertThatThrownBy(move::flipped)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a move that is WAITING does not flip");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 'waiting must be above zero, not PT0S'",
        "1, -1, 1, 'holding must be above zero, not PT-1S'",
        "1, 1, 0, 'pause must be above zero, not PT0S'"
    })
    void limits_areAboveZero(long waiting, long holding, long pause, String message) {
        assertThatThrownBy(() -> new Limits(at(waiting), at(holding), at(pause)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
