package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testfixtures.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first commands of the README, pasted into a shell, print what the README says. */
final class QuickStartTest {
    private static final Path ROOT = DocumentedPage.ROOT;
    private static final Pattern EXAMPLE = Pattern.compile("examples/\\S+\\.(conf|sh)");

    @TempDir
    private Path folder;

    @Test
    void firstCommands_printWhatTheReadmeSays() throws IOException, InterruptedException {
        List<DocumentedPage.Fence> shown = DocumentedPage.of("README.md").fences();
        List<String> commands = shown.get(0).lines();
        assertThat(commands).hasSize(5);
        List<Integer> ports = List.of(FreePorts.find(), FreePorts.find());
        copyExamples(String.join("\n", commands));
        writeKdp();
        Path script = Files.writeString(
                folder.resolve("pasted.sh"),
                "trap 'kill $(jobs -p); wait' EXIT\n"
                        + String.join("\n", commands)
                                .replace(":9090", ":" + ports.get(0))
                                .replace("--port 9090", "--port " + ports.get(0))
                                .replace(":8080", ":" + ports.get(1))
                        + "\n");

        // The lines of the end come after what the README shows, in either order.
        String out = run(script, ports).replaceAll("kdp (gateway|simulator) stops\n", "");

        String printed = Files.readString(ROOT.resolve("examples/legacy-clients/expected.txt"));
        assertThat(out)
                .startsWith("kdp-bridge ")
                .contains("kdp simulator ready at http://127.0.0.1:" + ports.get(0))
                .contains("kdp gateway ready at http://127.0.0.1:" + ports.get(1))
                .endsWith("\n" + printed + shown.get(2).text() + "\n");
        assertThat(printed).startsWith(shown.get(1).text() + "\n").hasLineCount(46);
    }

    private String run(Path script, List<Integer> ports) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KDP_"));
        // A proxy of the machine's has no business between a test and its server.
        builder.environment().put("no_proxy", "127.0.0.1");
        builder.environment().put("KDP_GATEWAY_LISTEN", "127.0.0.1:" + ports.get(1));
        builder.environment().put("KDP_GATEWAY_ADMIN_LISTEN", "off");
        builder.environment().put("KDP_RESELLERS_0_GEN2_BASE_URL", "http://127.0.0.1:" + ports.get(0) + "/kcs/v1/rp");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as(() -> "ended; it said: " + read(out) + read(folder.resolve("err.txt")))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return read(out);
    }

    /** The script of the project would build a jar; this is the same command line, from the classes of this test. */
    private void writeKdp() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        Path kdp = Files.writeString(
                folder.resolve("bin/kdp"),
                "#!/usr/bin/env bash\nexec '%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        assertThat(kdp.toFile().setExecutable(true)).isTrue();
    }

    private void copyExamples(String commands) throws IOException {
        for (MatchResult example : EXAMPLE.matcher(commands).results().toList()) {
            Path copy = folder.resolve(example.group());
            Files.createDirectories(copy.getParent());
            Files.copy(ROOT.resolve(example.group()), copy);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
