package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class RehearseCommandTest {
    @Test
    void rehearsal_doesWhatAGatewayDoesAndEnds() {
        CommandRun run = CommandRun.of("rehearse");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void rehearsal_isNothingForAUser() {
        assertThat(CommandRun.of("--help").out()).contains("demo").doesNotContain("rehearse");
    }
}
