package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    @ValueSource(
            strings = {
                "simulate",
                "gateway",
                "doctor",
                "replay",
                "demo",
                "verify",
                "migrate",
                "ledger",
                "help",
                "completion",
                "generate-completion"
            })
    void helpOfACommand_hasExamplesAndExitCodes(String command) {
        CommandRun run = CommandRun.of("help", command);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(System.lineSeparator() + "Examples:" + System.lineSeparator() + "  kdp ")
                .contains(System.lineSeparator() + "Exit codes:" + System.lineSeparator() + "  0 ");
        assertThat(run.out().substring(run.out().indexOf("Examples:")).lines())
                .as("no line is too long for a terminal of 80 columns and goes on below")
                .allMatch(line -> line.isEmpty() || line.startsWith("  ") || line.matches("(Examples|Environment).*:"));
    }

    @Test
    void helpCommand_isTheHelpOfAll() {
        assertThat(CommandRun.of("help").out())
                .isEqualTo(CommandRun.of("--help").out());
    }

    @Test
    void completion_isTakenByBash(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("kdp.bash"), CommandRun.of("completion").out());
        Path completed = folder.resolve("completed");

        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source \"$1\"; COMP_WORDS=(kdp ver); COMP_CWORD=1; _complete_kdp; echo \"${COMPREPLY[@]}\"",
                        "bash",
                        script.toString())
                .redirectErrorStream(true)
                .redirectOutput(completed.toFile())
                .start();

        assertThat(bash.waitFor()).isZero();
        assertThat(Files.readString(completed)).isEqualTo("verify\n");
        assertThat(Files.readString(script)).doesNotContain("rehearse");
    }

    /** The name that other programs of this library give it. */
    @Test
    void completion_hasItsLongNameToo() {
        assertThat(CommandRun.of("generate-completion").out())
                .isEqualTo(CommandRun.of("completion").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "gateway", "doctor", "replay", "demo", "migrate", "ledger"})
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
                "fly | kdp: there is no command fly (see kdp --help)",
                "verfy | kdp: there is no command verfy; did you mean verify? (see kdp --help)",
                "complete | kdp: there is no command complete; did you mean completion? (see kdp --help)",
                "hlep | kdp: there is no command hlep; did you mean help? (see kdp --help)",
                "rehears | kdp: there is no command rehears (see kdp --help)",
                "verify --repot x | kdp verify: there is no option --repot; did you mean --report? (see kdp verify --help)",
                "verify --sesion=x | kdp verify: there is no option --sesion; did you mean --session?"
                        + " (see kdp verify --help)",
                "simulate --prot 1 | kdp simulate: there is no option --prot; did you mean --port?"
                        + " (see kdp simulate --help)",
                "gateway --cofnig x | kdp gateway: there is no option --cofnig; did you mean --config?"
                        + " (see kdp gateway --help)",
                "simulate --fly | kdp simulate: there is no option --fly (see kdp simulate --help)",
                "demo a b | kdp demo: there is one argument too many: b (see kdp demo --help)",
                "replay | kdp replay: Missing required options and parameters: '--to=URL', 'FILE'"
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
