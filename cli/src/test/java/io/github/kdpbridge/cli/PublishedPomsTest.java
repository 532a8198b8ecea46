package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the POMs say to those who depend on them; that a project can be built on them, examples/consumers shows. */
@Tag("one-jdk")
class PublishedPomsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VERSION = Pattern.compile(
            "(?:kdp-bridge[\\w-]*:|[ ,&?]version=)(\\d[\\w.-]*)|>kdp-bridge[\\w-]*</artifactId>\\s*<version>(\\d[^<]*)");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @Test
    void bom_managesOurArtifactsAndNothingElse() throws Exception {
        Document bom = pom("bom");
        List<String> artifacts = new ArrayList<>();
        for (String module : texts(pom("."), "/project/modules/module")) {
            boolean published =
                    text(pom(module), "/project/properties/maven.deploy.skip").isEmpty();
            if (published && !module.equals("bom")) {
                artifacts.add(text(pom(module), "/project/artifactId"));
            }
        }

        String managed = "/project/dependencyManagement/dependencies/dependency";
        assertThat(texts(bom, "/project/parent"))
                .as("a parent's managed versions")
                .isEmpty();
        assertThat(texts(bom, managed + "/artifactId")).containsExactlyInAnyOrderElementsOf(artifacts);
        assertThat(texts(bom, managed + "/groupId")).containsOnly("io.github.kdpbridge");
        assertThat(texts(bom, managed + "/version")).containsOnly("${project.version}");
        assertThat(texts(bom, managed + "/scope")).isEmpty();
    }

    @Test
    void bom_isOfTheVersionOfTheOthers() throws Exception {
        assertThat(text(pom("bom"), "/project/version")).isEqualTo(text(pom("."), "/project/version"));
    }

    /** bin/release writes them all. */
    @Test
    void versionOfTheProject_isTheSameInEveryPomPageAndExample() throws Exception {
        String version = text(pom("."), "/project/version");
        List<String> others = ProjectFiles.like("(?!CHANGELOG).*\\.(md|xml|yaml)")
                .flatMap(file -> VERSION.matcher(ProjectFiles.read(file))
                        .results()
                        .map(found -> Stream.of(found.group(1), found.group(2))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow())
                        .filter(named -> !named.equals(version))
                        .map(named -> ProjectFiles.name(file) + " names " + named))
                .toList();

        assertThat(others).isEmpty();
        assertThat(ProjectFiles.read(ROOT.resolve("docs/recipes.md"))).contains("version=" + version);
    }

    /** What a consumer cannot resolve. */
    @Test
    void publishedModule_dependsOnPublishedOnesOnly() throws Exception {
        List<String> unpublished = new ArrayList<>();
        List<String> modules = texts(pom("."), "/project/modules/module");
        for (String module : modules) {
            if (text(pom(module), "/project/properties/maven.deploy.skip").equals("true")) {
                unpublished.add(text(pom(module), "/project/artifactId"));
            }
        }

        assertThat(unpublished).contains("kdp-bridge-test-fixtures", "kdp-bridge-compat-tests");
        for (String module : modules) {
            if (!unpublished.contains(text(pom(module), "/project/artifactId"))) {
                assertThat(texts(pom(module), "/project/dependencies/dependency[not(scope='test')]/artifactId"))
                        .as(module)
                        .doesNotContainAnyElementsOf(unpublished);
                assertThat(texts(pom(module), "//systemPath")).as(module).isEmpty();
            }
        }
    }

    /** The other POMs inherit all but name and description. */
    @ParameterizedTest
    @ValueSource(strings = {".", "bom"})
    void pomWithoutParent_hasWhatMavenCentralAsksFor(String module) throws Exception {
        for (String required : List.of(
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organization",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "issueManagement/url")) {
            assertThat(text(pom(module), "/project/" + required)).as(required).isNotEmpty();
        }
    }

    @Test
    void bomAndParent_sayTheSameOfTheProject() throws Exception {
        for (String same : List.of("url", "licenses", "developers", "scm/url", "scm/connection", "issueManagement")) {
            assertThat(text(pom("bom"), "/project/" + same)).as(same).isEqualTo(text(pom("."), "/project/" + same));
        }
    }

    @Test
    void everyModule_hasANameADescriptionAndAModuleName() throws Exception {
        for (String module : texts(pom("."), "/project/modules/module")) {
            assertThat(text(pom(module), "/project/name")).as(module).startsWith("kdp-bridge ");
            assertThat(text(pom(module), "/project/description")).as(module).isNotEmpty();
            if (!module.equals("bom")) {
                assertThat(text(pom(module), "/project/properties/module.name"))
                        .isEqualTo("io.github.kdpbridge." + module.replace("-", ""));
            }
        }
    }

    /** An overload that 1.15 lacks compiles against a newer one and fails in the caller's program. */
    @Test
    void micrometerOfTheClient_isTheOldestThatIsPromised() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/gen2-client.md"));

        assertThat(text(pom("service-client"), "/project/properties/micrometer.version"))
                .isEqualTo("1.15.0");
        assertThat(page).contains("Micrometer 1.15 or later");
    }

    private static Document pom(String module) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static String text(Document pom, String path) throws XPathExpressionException {
        return XPATH.evaluate("normalize-space(" + path + ")", pom);
    }

    private static List<String> texts(Document pom, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
