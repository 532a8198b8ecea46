package io.github.kdpbridge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
record DocumentedPage(Path file, List<String> lines) {
    /** Surefire runs the tests in the folder of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*)\\s*$");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*]\\(([^()\\s]+)\\)");
    private static final Pattern DEFINITION = Pattern.compile("^\\[[^\\]]+]:\\s+(\\S+)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)\\s*$");
    private static final Pattern LINK_TEXT = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    /** A block of code, without its marks. */
    record Fence(String language, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }
    }

    /** The pages of the project, of its docs and of its examples. */
    static List<DocumentedPage> all() {
        return ProjectFiles.like("([^/]+|(docs|examples)/.*)\\.md")
                .sorted()
                .map(DocumentedPage::read)
                .toList();
    }

    static DocumentedPage of(String name) {
        return read(ROOT.resolve(name));
    }

    private static DocumentedPage read(Path file) {
        try {
            return new DocumentedPage(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return ROOT.relativize(file).toString();
    }

    String text() {
        return String.join("\n", lines);
    }

    List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        Fence open = null;
        for (String line : lines) {
            var mark = FENCE.matcher(line);
            if (!mark.matches()) {
                if (open != null) {
                    open.lines().add(line);
                }
            } else if (open == null) {
                open = new Fence(mark.group(1), new ArrayList<>());
            } else {
                fences.add(open);
                open = null;
            }
        }
        return fences;
    }

    /** The lines outside of blocks of code. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            if (FENCE.matcher(line).matches()) {
                code = !code;
            } else if (!code) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** What stands between single backticks. */
    List<String> inlineCode() {
        return prose().stream()
                .flatMap(line -> INLINE_CODE.matcher(line).results().map(found -> found.group(1)))
                .toList();
    }

    /** Where links and pictures lead, as written. */
    List<String> links() {
        return prose().stream()
                .map(line -> INLINE_CODE.matcher(line).replaceAll(""))
                .flatMap(line -> Stream.of(LINK, DEFINITION)
                        .flatMap(form -> form.matcher(line).results().map(found -> found.group(1))))
                .toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose()) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = LINK_TEXT
                        .matcher(heading.group(1))
                        .replaceAll("$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return name();
    }
}
