package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.kdpbridge.gateway.config.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each setting and each variable that a page names is there. The tables of docs/gateway.md and docs/assumptions.md say
 * which there are; SettingsDocumentationTest of the gateway holds those against the reader.
 */
@Tag("one-jdk")
final class DocumentedSettingsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:gateway|resellers|wire)[\\w.\\[\\]]*)` \\|");
    private static final String PATH =
            "((?:gateway|resellers\\[]|wire|gen2|limits|ledger|tls|admin|auth|breaker)\\.[\\w.\\[\\]]+)";
    private static final Pattern SETTING = Pattern.compile(PATH + "(?: = .*)?");
    /** A setting in a message of the code: no file, host or meter. */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w./])" + PATH.replace("]+)", "]++)") + "(?<!\\.(?:conf|db|crt|p12|example|errors))");

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern VARIABLE = Pattern.compile("\\bKDP_[A-Z0-9_]*[A-Z0-9]\\b");
    /** Whatever may read a variable of the environment: programs, scripts and examples. */
    private static final String SOURCES =
            ProjectFiles.text("bin/\\w+|examples/.*(?<!\\.md)|[\\w-]+/src/main/.*\\.(java|xml)");

    private static final Set<String> READ =
            VARIABLE.matcher(SOURCES).results().map(MatchResult::group).collect(Collectors.toSet());
    private static final Set<String> KNOWN = known();
    private static final Set<String> VARIABLES =
            KNOWN.stream().map(DocumentedSettingsTest::variable).collect(Collectors.toCollection(TreeSet::new));

    private static final String RESELLER = """

            resellers = [{ resellerId = "4680000925", gen1Key = "sim-gen1-key"
              gen2.auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" } }]
            """;

    static List<DocumentedPage> pages() {
        return DocumentedPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void setting_isThere(DocumentedPage page) {
        List<String> unknown = new ArrayList<>();
        for (String code : page.inlineCode()) {
            var setting = SETTING.matcher(code);
            if (setting.matches() && KNOWN.stream().noneMatch(path -> names(setting.group(1), path))) {
                unknown.add(code);
            }
        }

        // The page of the simulator speaks of the fields of its world.
        assertThat(unknown)
                .filteredOn(setting -> !page.name().equals("docs/simulator.md"))
                .isEmpty();
    }

    /** The doctor and the contract counters tell an operator which setting to change. */
    @Test
    void settingInAMessageOfTheCode_isThere() {
        Set<String> named = new TreeSet<>();
        String code = ProjectFiles.text("(?:core|gen1-facade|gen2-client|gateway)/src/main/.*\\.java");
        LITERAL.matcher(code)
                .results()
                .flatMap(literal -> NAMED.matcher(literal.group()).results())
                .forEach(setting -> named.add(setting.group(1).replaceFirst("\\.$", "")));

        assertThat(named)
                .contains("wire.gen2.statusPath", "wire.gen2.statusLag", "gateway.ledger.retention")
                .allSatisfy(setting -> assertThat(KNOWN).anyMatch(path -> names(setting, path)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void variable_isRead(DocumentedPage page) {
        List<String> unknown = VARIABLE.matcher(page.text())
                .results()
                .map(found -> found.group())
                .distinct()
                .filter(name -> !VARIABLES.contains(name.replaceAll("_\\d+_", "_0_"))
                        && VARIABLES.stream().noneMatch(path -> path.startsWith(name + "_"))
                        && !name.matches("KDP_WIRE_ERRORS_\\w+_(GEN1|GEN2|HTTP_STATUS)")
                        // Kubernetes sets these, and the gateway passes them over.
                        && !name.matches("KDP_GATEWAY_(PORT|SERVICE)")
                        && !name.matches("KDP_VERIFY_(LEFT|RIGHT)_KEY")
                        && !isRead(name))
                .toList();

        assertThat(unknown).isEmpty();
    }

    /** What a page shows of a configuration is one that the gateway takes. */
    @ParameterizedTest
    @MethodSource("pages")
    void configuration_isGood(DocumentedPage page) {
        for (DocumentedPage.Fence fence : page.fences()) {
            String text = fence.text();
            if (fence.language().equals("hocon") || text.matches("(?s)\\s*(wire|gateway|resellers) *[{=].*")) {
                String complete = text.contains("resellers") ? text : text + RESELLER;

                assertThatCode(() -> GatewayConfig.parse(
                                complete.replaceAll("\\$\\{KDP_\\w+}", "\"a-value\"")
                                        .replaceAll("\"/[\\w/-]+/", "\""),
                                "page"))
                        .as(text)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void tables_haveSettings() {
        assertThat(KNOWN).hasSizeGreaterThan(100);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (String page : List.of("docs/gateway.md", "docs/assumptions.md")) {
            ROW.matcher(DocumentedPage.of(page).text()).results().forEach(row -> known.add(row.group(1)));
        }
        known.remove("wire");
        return known;
    }

    /** Whether a page that writes this means the setting, or a section that it lies in; the beginning may be left out. */
    private static boolean names(String written, String path) {
        return written.startsWith("wire.errors.")
                || written.equals("gen2.auth")
                || ("." + path.replace("[]", "") + ".").contains("." + written.replace("[]", "") + ".");
    }

    private static String variable(String path) {
        return "KDP_"
                + path.replace("[]", ".0")
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /** The variables of kdp verify have one beginning, and are in its sources without it, some of them in camel case. */
    private static boolean isRead(String name) {
        if (READ.contains(name)) {
            return true;
        }
        String rest = name.replaceFirst("^KDP_VERIFY_", "");
        return !rest.equals(name)
                && Pattern.compile("\"" + rest.replace("_", "_?") + "\"", Pattern.CASE_INSENSITIVE)
                        .matcher(SOURCES)
                        .find();
    }
}
