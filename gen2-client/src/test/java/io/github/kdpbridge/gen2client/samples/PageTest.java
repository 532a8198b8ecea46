package io.github.kdpbridge.gen2client.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds docs/gen2-client.md against the sources beside this one: what stands there as Java runs here, and what is
 * marked here stands there.
 */
class PageTest {
    private static final Path PAGE = Path.of("../docs/gen2-client.md");
    private static final Path SOURCES = Path.of("src/test/java/io/github/kdpbridge/gen2client/samples");
    private static final String SAMPLE = "// sample";
    private static final String END = "// end";
    private static final String IMPORT = "import ";

    @Test
    void everyBlockOfThePage_isASampleThatRuns_andTheOtherWayRound() throws IOException {
        List<String> blocks = between("```java", "```", Files.readAllLines(PAGE)).stream()
                .filter(block -> !block.startsWith(IMPORT))
                .toList();

        assertThat(blocks).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(blocks).containsExactlyInAnyOrderElementsOf(samples());
    }

    /** Compiles each source with the imports of the page in place of its own ones for the same packages. */
    @Test
    void importsOfThePage_areEnoughForEverySample(@TempDir Path folder) throws IOException {
        String imports = between("```java", "```", Files.readAllLines(PAGE)).stream()
                .filter(block -> block.startsWith(IMPORT) && block.contains(".*;"))
                .findFirst()
                .orElseThrow();
        List<String> packages = imports.lines()
                .map(line -> line.substring(0, line.length() - "*;".length()))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none", "-nowarn"));
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(name -> !name.endsWith("PageTest.java")).toList()) {
                String source = Files.readAllLines(file).stream()
                        .filter(line -> packages.stream().noneMatch(begin -> isOf(begin, line)))
                        .map(line -> line.startsWith("package ") ? line.concat(imports) : line)
                        .collect(Collectors.joining("\n"));
                arguments.add(Files.writeString(folder.resolve(file.getFileName()), source)
                        .toString());
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));

        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("error:");
    }

    private static boolean isOf(String begin, String line) {
        return line.startsWith(begin) && line.indexOf('.', begin.length()) < 0;
    }

    private static List<String> samples() throws IOException {
        List<String> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(name -> !name.endsWith("PageTest.java"))
                    .sorted()
                    .toList()) {
                samples.addAll(between(SAMPLE, END, Files.readAllLines(file)));
            }
        }
        return samples;
    }

    /** Returns what stands between two marker lines, each time, without indentation. */
    private static List<String> between(String begin, String end, List<String> lines) {
        List<String> found = new ArrayList<>();
        List<String> current = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            String text = line.strip();
            if (inside && text.equals(end)) {
                found.add(String.join("\n", current));
                current.clear();
                inside = false;
            } else if (inside) {
                assertThat(text).as("a block that is not ended").isNotEqualTo(begin);
                current.add(text);
            } else {
                inside = text.equals(begin);
            }
        }
        assertThat(inside).as("the last block is not ended").isFalse();
        return found;
    }
}
