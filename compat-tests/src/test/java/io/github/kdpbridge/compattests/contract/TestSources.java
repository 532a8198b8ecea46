package io.github.kdpbridge.compattests.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, as they stand in their sources. */
final class TestSources {
    private static final Pattern TEST = Pattern.compile("(?<module>[a-z0-9-]+)/(?<type>\\w+)#(?<method>\\w+)");
    private static final Pattern ANNOTATION = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    private static final String END_OF_A_MEMBER = "\n    }\n";

    private final Path modules;
    private final Map<Path, List<Path>> files = new HashMap<>();

    TestSources(Path modules) {
        this.modules = modules;
    }

    /**
     * Returns what is wrong with the name of a test; empty if there is one of that name.
     *
     * @param name module, class and method: {@code core/PagingTest#emptyList_isOnePage}
     */
    Optional<String> problem(String name) {
        Matcher parts = TEST.matcher(name);
        if (!parts.matches()) {
            return Optional.of(name + " is not of the form module/TestClass#method");
        }
        Path sources = modules.resolve(parts.group("module")).resolve("src/test/java");
        List<Path> found = files.computeIfAbsent(sources, TestSources::list).stream()
                .filter(file -> file.endsWith(parts.group("type") + ".java"))
                .toList();
        if (found.size() != 1) {
            return Optional.of(name + ": the module has " + found.size() + " classes of that name");
        }
        return hasTest(read(found.get(0)), parts.group("method"))
                ? Optional.empty()
                : Optional.of(name + ": the class has no such test");
    }

    /** A method counts only with the annotation of a test between it and the member before it. */
    private static boolean hasTest(String source, String method) {
        Matcher declaration = Pattern.compile("^ {4}\\S.* " + method + "\\(", Pattern.MULTILINE)
                .matcher(source);
        return declaration.find()
                && ANNOTATION
                        .matcher(source.substring(
                                Math.max(0, source.lastIndexOf(END_OF_A_MEMBER, declaration.start())),
                                declaration.start()))
                        .find();
    }

    private static List<Path> list(Path sources) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(sources)) {
            return paths.filter(path -> path.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
