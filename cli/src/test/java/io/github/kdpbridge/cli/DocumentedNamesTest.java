package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.kdpbridge.core.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page names of the code is there: methods, tests, artifacts and their version. */
@Tag("one-jdk")
final class DocumentedNamesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.github.kdpbridge");
    private static final Set<String> TESTS = ProjectFiles.like(".*Test\\.java")
            .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
            .collect(Collectors.toSet());
    private static final String SOURCES = ProjectFiles.text(".*/src/main/.*\\.java");
    private static final Pattern MEMBER = Pattern.compile("((?:[A-Z]\\w*\\.)+)(\\w+)(?:\\(.*\\))?");
    private static final Pattern METHOD_OF_A_TEST = Pattern.compile("([A-Z]\\w+Test)\\.(\\w+)");
    private static final Pattern ARTIFACT = Pattern.compile(
            "<artifactId>(kdp-bridge-[\\w-]+)</artifactId>|io\\.github\\.kdpbridge:(kdp-bridge-[\\w-]+)");
    private static final Pattern VERSION = Pattern.compile(
            "kdp-bridge-[\\w-]+</artifactId>\\s*<version>([^<]+)</version>|io\\.github\\.kdpbridge:[\\w-]+:([\\w.-]+)");

    private static final Pattern METRIC = Pattern.compile("\\bkdp_[a-z_]+");
    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");

    static List<DocumentedPage> pages() {
        return DocumentedPage.all();
    }

    @Test
    void operation_hasARowInTheTableOfTheClient() {
        String page = ProjectFiles.text("docs/gen2-client\\.md");

        assertThat(Operation.all())
                .allSatisfy(operation -> assertThat(page).containsPattern("\n\\| " + operation + " \\| `"));
    }

    /** Of classes that are ours; a nested one is written with its outer one. */
    @ParameterizedTest
    @MethodSource("pages")
    void memberOfAClass_isThere(DocumentedPage page) {
        List<String> missing = new ArrayList<>();
        for (String code : page.inlineCode()) {
            var member = MEMBER.matcher(code);
            if (member.matches()) {
                String type = member.group(1).substring(0, member.group(1).length() - 1);
                List<JavaClass> ours = CLASSES.stream()
                        .filter(each -> ("." + each.getName().replace('$', '.')).endsWith("." + type))
                        .toList();
                if (!ours.isEmpty() && ours.stream().noneMatch(each -> has(each, member.group(2)))) {
                    missing.add(code);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void test_isThere(DocumentedPage page) {
        assertThat(page.inlineCode())
                .filteredOn(code -> code.matches("[A-Z]\\w+Test") && !code.equals("ThingTest"))
                .isSubsetOf(TESTS);
    }

    /** Written with its class. */
    @ParameterizedTest
    @MethodSource("pages")
    void methodOfATest_isThere(DocumentedPage page) {
        List<String> missing = page.inlineCode().stream()
                .map(METHOD_OF_A_TEST::matcher)
                .filter(Matcher::matches)
                .filter(code -> !ProjectFiles.text(".*/src/test/.*/" + code.group(1) + "\\.java")
                        .contains("void " + code.group(2) + "("))
                .map(Matcher::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void artifact_isInTheBom(DocumentedPage page) throws IOException {
        String bom = Files.readString(DocumentedPage.ROOT.resolve("bom/pom.xml"));

        for (DocumentedPage.Fence fence : page.fences()) {
            ARTIFACT.matcher(fence.text())
                    .results()
                    .map(DocumentedNamesTest::firstGroup)
                    .forEach(artifact -> assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void version_isThatOfTheProject(DocumentedPage page) throws IOException {
        String pom = Files.readString(DocumentedPage.ROOT.resolve("pom.xml"));

        for (DocumentedPage.Fence fence : page.fences()) {
            VERSION.matcher(fence.text())
                    .results()
                    .map(DocumentedNamesTest::firstGroup)
                    .forEach(version -> assertThat(pom)
                            .contains("<artifactId>kdp-bridge-parent</artifactId>\n  <version>" + version
                                    + "</version>"));
        }
    }

    /** Under its name in Prometheus, of which the unit and the kind of the meter are the end. */
    @ParameterizedTest
    @MethodSource("pages")
    void metric_isMeasured(DocumentedPage page) {
        assertThat(page.inlineCode().stream()
                        .flatMap(code -> METRIC.matcher(code).results().map(MatchResult::group))
                        .map(name -> name.replaceFirst("(_bytes)?_total$|_seconds$", "")
                                .replace('_', '.'))
                        .filter(name -> !SOURCES.contains("\"" + name)))
                .isEmpty();
    }

    @Test
    void module_isInTheTableOfTheArchitecture() throws IOException {
        List<String> modules = MODULE.matcher(Files.readString(DocumentedPage.ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !module.equals("bom"))
                .distinct()
                .toList();

        assertThat(modules).hasSizeGreaterThan(6);
        assertThat(DocumentedPage.of("docs/architecture.md").lines())
                .extracting(line -> line.replaceFirst("^\\| `([\\w-]+)` \\|.*", "$1"))
                .containsAll(modules);
    }

    @Test
    void bom_hasEveryArtifactThatTheReadersAreSentTo() throws IOException {
        String bom = Files.readString(DocumentedPage.ROOT.resolve("bom/pom.xml"));

        assertThat(List.of("core", "service-client", "gen2-client", "gen1-facade", "gateway", "simulator"))
                .allSatisfy(module -> assertThat(bom).contains("<artifactId>kdp-bridge-" + module + "</artifactId>"));
    }

    private static String firstGroup(MatchResult found) {
        return Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2));
    }

    private static boolean has(JavaClass type, String name) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                        .anyMatch(each -> each.getMembers().stream()
                                .anyMatch(member -> member.getName().equals(name)))
                || type.getAllRawInterfaces().stream()
                        .anyMatch(each -> each.getMembers().stream()
                                .anyMatch(member -> member.getName().equals(name)))
                || CLASSES.stream().anyMatch(each -> each.getName().equals(type.getName() + "$" + name));
    }
}
