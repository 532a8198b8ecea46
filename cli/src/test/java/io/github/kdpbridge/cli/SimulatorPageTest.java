package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/simulator.md shows of a shell is what a shell shows, on a simulator on which its first session was run. */
final class SimulatorPageTest {
    private static final String FIRST_SESSION = "## A first session";
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?s)((?:[^\\n]*\\\\\\n)*[^\\n]*)\\n?(.*)");

    /** Nobody types faster than a transaction is complete; this test does. */
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ZERO).build());

    @TempDir
    private Path folder;

    /** A command, and the answer that the page shows. */
    private record Shown(String command, String answer) {}

    @ParameterizedTest
    @ValueSource(strings = {FIRST_SESSION, "## Lists", "## Control", "## The dialect"})
    void commandsOfASection_answerWhatThePageShows(String section) throws Exception {
        List<Shown> before = section.equals(FIRST_SESSION) ? List.of() : shown(FIRST_SESSION);
        List<Shown> shown = shown(section);
        assertThat(shown).isNotEmpty();
        StringBuilder script = new StringBuilder("exec 2>/dev/null\n");
        before.forEach(each -> script.append(each.command()).append(" >before.txt\n"));
        for (int i = 0; i < shown.size(); i++) {
            script.append("{\n%s\n} >%d.txt\n".formatted(shown.get(i).command(), i));
        }

        run(script.toString().replace("http://127.0.0.1:9090", knox.url().toString()));

        for (int i = 0; i < shown.size(); i++) {
            String answer = plain(Files.readString(folder.resolve(i + ".txt"), UTF_8));
            String expected = plain(shown.get(i).answer());
            if (shown.get(i).command().equals("curl http://127.0.0.1:9090/_sim/requests")) {
                // The page shows the first of them.
                assertThat(answer).startsWith(expected.substring(0, expected.length() - 1));
            } else {
                assertThat(answer).as(shown.get(i).command()).isEqualTo(expected);
            }
        }
    }

    @Test
    void tableOfSwitches_hasEachSwitchOfTheDialectWithItsDefaultFirst() {
        Map<String, String> documented = new LinkedHashMap<>();
        DocumentedPage.of("docs/simulator.md").lines().stream()
                .dropWhile(line -> !line.startsWith("| switch |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" \\| ", 3))
                .forEach(row -> CODE.matcher(row[0])
                        .results()
                        .forEach(name -> documented.put(name.group(1), firstCode(row[1]))));

        Map<String, String> switches = new LinkedHashMap<>();
        Dialect.documented().toJson().forEach((name, value) -> switches.put(name, String.valueOf(value)));
        assertThat(documented).containsExactlyEntriesOf(switches);
    }

    private static String firstCode(String text) {
        return CODE.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    private static List<Shown> shown(String section) {
        List<Shown> shown = new ArrayList<>();
        List<String> lines = DocumentedPage.of("docs/simulator.md").lines().stream()
                .dropWhile(line -> !line.equals(section))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
        for (DocumentedPage.Fence fence : new DocumentedPage(Path.of(section), lines).fences()) {
            PROMPT.splitAsStream(fence.text()).skip(1).forEach(text -> {
                var command = COMMAND.matcher(text);
                assertThat(command.matches()).isTrue();
                shown.add(new Shown(command.group(1), command.group(2)));
            });
        }
        return shown;
    }

    private void run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
        // A proxy of the machine's has no business between a test and its server.
        builder.environment().put("no_proxy", "127.0.0.1");
        Process process = builder.inheritIO().start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Without what is another each time. */
    private static String plain(String answer) {
        return answer.strip()
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\"createTime\":\\d+", "\"createTime\":0")
                .replaceAll("\"errorId\":\"[0-9A-F]{32}\"", "\"errorId\":\"ID\"");
    }
}
