package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Each command that a page or an example shows is one that its program takes. */
@Tag("one-jdk")
final class DocumentedCommandsTest {
    private static final Path ROOT = DocumentedPage.ROOT;

    /**
     * A command, and where it stands.
     *
     * @param inText whether it is only named, amid a sentence, and may lack what it needs
     */
    record Shown(String place, List<String> words, boolean inText) {
        @Override
        public String toString() {
            return place + ": " + String.join(" ", words);
        }
    }

    @Test
    void commandOfKdp_isTakenByTheCommandLine() {
        List<String> refused = new ArrayList<>();
        List<Shown> commands = shown().stream()
                .filter(command -> !arguments(command.words()).isEmpty())
                .toList();
        for (Shown command : commands) {
            try {
                KdpCommand.commandLine(Map.of())
                        .parseArgs(arguments(command.words()).toArray(String[]::new));
            } catch (ParameterException e) {
                if (!(command.inText() && e instanceof MissingParameterException)) {
                    refused.add(command + ": " + e.getMessage());
                }
            }
        }

        assertThat(commands).hasSizeGreaterThan(20);
        assertThat(refused).isEmpty();
    }

    /** Pasted as it stands: parentheses outside of quotes, for one, would be the shell's. */
    @Test
    void command_isReadByTheShell() throws Exception {
        String script = DocumentedPage.all().stream()
                .flatMap(page -> page.fences().stream())
                .filter(fence -> fence.language().isEmpty())
                .flatMap(fence -> fence.text().replaceAll("\\\\\n\\s*", " ").lines())
                .filter(line -> line.matches("(\\w+=\\S* )*(bin/\\w+|mvn|git|grep|curl) .*"))
                .collect(Collectors.joining("\n"));

        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (OutputStream in = bash.getOutputStream()) {
            in.write(script.getBytes(UTF_8));
        }

        assertThat(script).contains("kdp-bridge-recipes");
        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    }

    @Test
    void fileOfTheProjectInACommand_isThere() {
        assertThat(shown().stream()
                        .filter(command -> command.words().get(0).matches("bin/.*|bash|python3|php|java|mcs|docker"))
                        .flatMap(command -> command.words().stream()
                                .filter(word -> word.matches("(examples|docs|bin|\\.ci)/.*[^*]"))
                                .filter(word -> !word.equals("examples/keys.json")) // The line makes it.
                                .filter(word -> !Files.exists(ROOT.resolve(word)))
                                .map(word -> command.place() + ": " + word)))
                .isEmpty();
    }

    @Test
    void testModuleOrProfileInACommandOfMaven_isThere() {
        Set<String> tests = testClasses();
        String poms = ProjectFiles.text("([^/]+/)?pom\\.xml");
        List<String> missing = new ArrayList<>();
        for (Shown command : shown()) {
            if (command.words().get(0).equals("mvn")) {
                List<String> words = command.words();
                for (int i = 0; i < words.size(); i++) {
                    String word = words.get(i);
                    if (word.startsWith("-Dtest=")) {
                        Stream.of(word.substring("-Dtest=".length()).split(","))
                                .filter(name -> tests.stream().noneMatch(test -> test.matches(name.replace("*", ".*"))))
                                .forEach(name -> missing.add(command.place() + ": test " + name));
                    } else if (word.equals("-pl")) {
                        Stream.of(words.get(i + 1).split(","))
                                .filter(name -> !Files.exists(ROOT.resolve(name).resolve("pom.xml")))
                                .forEach(name -> missing.add(command.place() + ": module " + name));
                    } else if (word.matches("-P\\w+") && !poms.contains("<id>" + word.substring(2) + "</id>")) {
                        missing.add(command.place() + ": profile " + word);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** What kdp is given; nothing for a command of another program. */
    private static List<String> arguments(List<String> words) {
        if (words.get(0).equals("bin/kdp")) {
            return words.subList(1, words.size());
        }
        int jar = words.indexOf("-jar");
        return jar >= 0 && jar + 1 < words.size() && words.get(jar + 1).endsWith("kdp.jar")
                ? words.subList(jar + 2, words.size())
                : List.of();
    }

    private static List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        for (DocumentedPage page : DocumentedPage.all()) {
            for (DocumentedPage.Fence fence : page.fences()) {
                if (fence.language().isEmpty()) {
                    add(shown, page.name(), fence.text(), false);
                }
            }
            page.inlineCode().stream()
                    .filter(code -> code.matches("(bin/kdp|mvn|java -jar) .*"))
                    .forEach(code -> add(shown, page.name(), code, true));
        }
        ProjectFiles.like("examples/.*(\\.conf|\\.http|\\.service|Dockerfile)")
                .forEach(file -> add(
                        shown,
                        ProjectFiles.name(file),
                        ProjectFiles.read(file).replaceAll("(?m)^(ExecStart\\w*=|RUN )", ""),
                        false));
        return shown;
    }

    private static void add(List<Shown> shown, String place, String text, boolean inText) {
        text.replaceAll("\\\\\n\\s*", " ")
                .lines()
                .flatMap(line -> ShellLine.commands(line).stream())
                .filter(words -> !words.isEmpty())
                .forEach(words -> shown.add(new Shown(place, words, inText)));
    }

    private static Set<String> testClasses() {
        return ProjectFiles.like(".*/src/test/java/.*\\.java")
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
