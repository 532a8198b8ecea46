package io.github.kdpbridge.core.migration.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.explorer.Counterexample.Replay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterexampleTest {
    @ParameterizedTest
    @EnumSource
    void design_thatLacksTheRule_isBroken(Counterexample example) {
        assertThat(example.replay(example.broken())).isEqualTo(new Replay(example.story(), example.invariants()));
    }

    @ParameterizedTest
    @EnumSource
    void builtDesign_doesNotAllowTheDecisiveStep(Counterexample example) {
        List<String> before = example.story().subList(0, example.story().indexOf(example.prevented()));

        assertThat(example.replay(Design.D10)).isEqualTo(new Replay(before, Set.of()));
    }
}
