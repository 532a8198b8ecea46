package io.github.kdpbridge.verify.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunNumbersTest {
    @Test
    void numbersOfOneMoment_areDifferentOnAndBetweenTheSides() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_795_000_000_000L), ZoneOffset.UTC);
        RunNumbers left = RunNumbers.ofLeft(clock);
        RunNumbers right = RunNumbers.ofRight(clock);

        assertThat(new String[] {left.get(), left.get(), right.get(), right.get()})
                .containsExactly("3590000000000", "3590000000002", "3590000000001", "3590000000003");
    }
}
