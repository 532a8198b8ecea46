package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the pages against examples/consumers: a sample of Java is text of a program there that has the same imports, a
 * sample of a POM is text of a POM there. The samples of docs/gen2-client.md without imports are held by a test of that
 * module.
 */
@Tag("one-jdk")
class SamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path CONSUMERS = ROOT.resolve("examples/consumers");
    private static final String PAGE_WITH_ONE_LIST_OF_IMPORTS = "gen2-client.md";
    private static final Pattern JAVA = Pattern.compile("(?m)^```java\\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern XML = Pattern.compile("(?m)^```xml\\n(.*?)^```$", Pattern.DOTALL);

    @Test
    void sampleOfJava_isTextOfAConsumerWithTheSameImports() throws IOException {
        List<Text> consumers = consumers(".java");
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            for (Text sample : texts(JAVA, page)) {
                boolean listOfImports = sample.body().isEmpty();
                boolean underThatList = sample.imports().isEmpty() && page.endsWith(PAGE_WITH_ONE_LIST_OF_IMPORTS);
                if (!listOfImports && !underThatList && consumers.stream().noneMatch(sample::isPartOf)) {
                    unknown.add("%s:%n%s".formatted(page, sample.body()));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void sampleOfAPom_isTextOfAConsumer() throws IOException {
        List<Text> consumers = consumers("pom.xml");
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            for (Text sample : texts(XML, page)) {
                if (consumers.stream().noneMatch(sample::isPartOf)) {
                    unknown.add("%s:%n%s".formatted(page, sample.body()));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Text> texts(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map(found -> Text.of(found.group(1)))
                .toList();
    }

    /** Returns the files of the consumers, without what a build put among them. */
    private static List<Text> consumers(String ending) throws IOException {
        List<Text> consumers = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                CONSUMERS,
                8,
                (file, attributes) -> file.toString().endsWith(ending)
                        && !CONSUMERS.relativize(file).toString().contains("target"))) {
            for (Path file : files.toList()) {
                consumers.add(Text.of(Files.readString(file)));
            }
        }
        return consumers;
    }

    /**
     * A sample or a file, without indentation and empty lines.
     *
     * @param imports the lines of imports
     * @param body all others
     */
    private record Text(String imports, String body) {
        static Text of(String text) {
            return new Text(lines(text, true), lines(text, false));
        }

        private static String lines(String text, boolean imports) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.startsWith("import ") == imports)
                    .map("%s%n"::formatted)
                    .collect(Collectors.joining());
        }

        boolean isPartOf(Text file) {
            return file.imports.equals(imports) && file.body.contains(body);
        }
    }
}
