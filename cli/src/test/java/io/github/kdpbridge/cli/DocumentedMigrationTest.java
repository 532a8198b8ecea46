package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.cli.migrate.MigratingGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The examples of docs/migration/commands.md, run one after the other: what the page shows is what the command prints. Run
 * with {@code -Dkdp.write.docs=true} to write the outputs anew.
 */
final class DocumentedMigrationTest {
    private static final Path PAGE = DocumentedPage.ROOT.resolve("docs/migration/commands.md");
    private static final Pattern EXAMPLE = Pattern.compile("```\n(bin/kdp (migrate [^\n]*))\n(?:[^`][^\n]*\n)*```");

    @Test
    void example_printsWhatThePageShows() throws IOException {
        String page = Files.readString(PAGE);
        String run;
        try (MigratingGateway gateway = new MigratingGateway()) {
            run = EXAMPLE.matcher(page)
                    .replaceAll(example -> Matcher.quoteReplacement(
                            "```\n" + example.group(1) + "\n" + output(gateway, example.group(2)) + "```"));
        }
        if (Boolean.getBoolean("kdp.write.docs")) {
            Files.writeString(PAGE, run);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(run);
    }

    /** Between two commands, a move under way takes a step. */
    private static String output(MigratingGateway gateway, String line) {
        List<String> words = new ArrayList<>(ShellLine.commands(line).get(0));
        words.addAll(List.of("--url", gateway.url()));
        CommandRun run =
                CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", MigratingGateway.OPERATOR), words.toArray(String[]::new));
        gateway.drive();
        return (run.out() + run.err()).replace(System.lineSeparator(), "\n");
    }

    @Test
    void everyCommand_isOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        CommandLine migrate = KdpCommand.commandLine(Map.of()).getSubcommands().get("migrate");

        assertThat(migrate.getSubcommands().keySet())
                .hasSize(17)
                .allSatisfy(name -> assertThat(page).containsPattern("`" + name + "\\b|kdp migrate " + name + "\\b"));
    }
}
