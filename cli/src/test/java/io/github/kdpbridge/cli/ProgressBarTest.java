package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
    private final StringWriter out = new StringWriter();

    @Test
    void terminal_showsABarThatGoesWhenAllIsDone() {
        ProgressBar bar = new ProgressBar(new PrintWriter(out), true, "scenarios");

        bar.done(1, 4);
        bar.done(4, 4);

        assertThat(out).hasToString("\r\u001b[2K[" + "#".repeat(10) + " ".repeat(30) + "] 1 of 4 scenarios\r\u001b[2K");
    }

    @Test
    void file_getsNothing() {
        new ProgressBar(new PrintWriter(out), false, "scenarios").done(1, 4);

        assertThat(out.toString()).isEmpty();
    }
}
