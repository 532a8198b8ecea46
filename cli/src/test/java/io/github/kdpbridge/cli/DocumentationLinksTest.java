package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the pages lead somewhere, and every page can be found. */
@Tag("one-jdk")
final class DocumentationLinksTest {
    private static final String SOURCE =
            "(.*/)?(src/(main|test)/.*\\.(java|html|conf|txt)|bin/\\w+|pom\\.xml|\\.ci/run)|examples/.*";
    private static final Pattern PAGE_IN_A_SOURCE = Pattern.compile("\\bdocs/[\\w/-]+\\.md\\b");

    static List<DocumentedPage> pages() {
        return DocumentedPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void link_leadsToAFileAndToAHeading(DocumentedPage page) {
        List<String> dead = new ArrayList<>();
        for (String link : page.links()) {
            if (!link.contains("://") && !isThere(page, link)) {
                dead.add(link);
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void everyPage_isReachedFromTheReadme() {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("README.md"));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (reached.add(name)) {
                DocumentedPage page = DocumentedPage.of(name);
                page.links().stream()
                        .filter(link -> !link.contains("://") && link.matches("[^#]+\\.md(#.*)?"))
                        .map(link -> DocumentedPage.ROOT
                                .relativize(target(page, link))
                                .toString())
                        .forEach(open::add);
            }
        }

        assertThat(pages()).extracting(DocumentedPage::name).isSubsetOf(reached);
    }

    /** A message, a comment or a script that sends a reader to a page. */
    @Test
    void pageThatASourceNames_isThere() {
        assertThat(ProjectFiles.like(SOURCE)
                        .flatMap(file -> PAGE_IN_A_SOURCE
                                .matcher(ProjectFiles.read(file))
                                .results()
                                .map(found -> found.group())
                                .filter(name -> !Files.exists(DocumentedPage.ROOT.resolve(name)))
                                .map(name -> ProjectFiles.name(file) + ": " + name)))
                .isEmpty();
    }

    private static boolean isThere(DocumentedPage page, String link) {
        int hash = link.indexOf('#');
        Path file = target(page, link);
        if (hash < 0 || !file.toString().endsWith(".md")) {
            return Files.exists(file);
        }
        return Files.exists(file)
                && DocumentedPage.of(DocumentedPage.ROOT.relativize(file).toString())
                        .anchors()
                        .contains(link.substring(hash + 1));
    }

    private static Path target(DocumentedPage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        return path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    }
}
