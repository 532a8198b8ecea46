package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KdpCommandTest {
    @Test
    void help_listsCommandsExitCodesAndEnvironment() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Usage: kdp", "simulate", "gateway", "doctor", "replay", "demo", "verify")
                .contains("Exit codes:", "Environment:", "KDP_DEBUG", "KDP_LOG_LEVEL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "gateway", "doctor", "replay", "demo"})
    void helpOfACommand_showsItsUsage(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: kdp " + command);
    }

    @Test
    void version_namesProgramAndJava() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("kdp-bridge (not packaged), Java " + Runtime.version() + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | kdp: Missing required subcommand (see kdp --help)",
                "fly | kdp: Unmatched argument at index 0: 'fly' (see kdp --help)",
                "replay | kdp replay: Missing required options and parameters: '--to=URL', 'FILE.http'"
                        + " (see kdp replay --help)",
                "gateway | kdp gateway: Missing required option: '--config=FILE' (see kdp gateway --help)",
                "simulate --port x | kdp simulate: Invalid value for option '--port': 'x' is not an int"
                        + " (see kdp simulate --help)",
            })
    void wrongUsage_isOneLineOnStderr(String args, String message) {
        CommandRun run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(message + System.lineSeparator());
    }

    @Test
    void stackTrace_isPrintedOnlyOnRequest() {
        String[] command = {"replay", "missing.http", "--to", "http://127.0.0.1"};

        CommandRun plain = CommandRun.of(command);
        CommandRun byVariable = CommandRun.with(Map.of("KDP_DEBUG", "1"), command);
        CommandRun byOption = CommandRun.of("replay", "missing.http", "--to", "http://127.0.0.1", "--debug");

        assertThat(plain.exitCode()).isEqualTo(2);
        assertThat(plain.err()).isEqualTo("kdp replay: missing.http: no such file" + System.lineSeparator());
        assertThat(byVariable.err()).startsWith(plain.err()).contains("\tat io.github.kdpbridge");
        assertThat(byOption.err()).startsWith(plain.err()).contains("\tat io.github.kdpbridge");
    }
}
