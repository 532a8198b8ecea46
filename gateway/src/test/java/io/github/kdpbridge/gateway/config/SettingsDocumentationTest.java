package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import io.github.kdpbridge.gateway.TestCertificates;
import io.github.kdpbridge.gateway.TestKeys;
import io.github.kdpbridge.gateway.settings.Environment;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example and the pages say of every setting what the reader does, and nothing of others. */
class SettingsDocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^( *)#(?=\\S)");
    private static final Pattern REQUIRED_VARIABLE = Pattern.compile("\\$\\{KDP_(\\w+)}");
    private static final Pattern PEM = Pattern.compile("(?m)^ +(certificate|key) = .*\n");
    private static final Pattern PKCS12 = Pattern.compile("(?m)^ +(keystore|password) = .*\n");
    private static final Pattern PERCENT = Pattern.compile("(?m)^ +percent = .*\n");
    private static final Pattern WIRE_ROW = Pattern.compile("(?m)^\\| `(wire\\.[\\w.]+)` \\| (?:`([^`]+)`|none) \\|");
    private static final Pattern GATEWAY_ROW =
            Pattern.compile("(?m)^\\| `((?:gateway|resellers)[\\w.\\[\\]]+)` \\| (.+?) \\| `(\\w+)` \\|");

    private static final Splitter COMMAS = Splitter.on(", ");
    private static final CharMatcher LIST = CharMatcher.anyOf("[]");

    @TempDir
    Path directory;

    private String example;

    @BeforeEach
    void copyExample() throws Exception {
        example = REQUIRED_VARIABLE
                .matcher(Files.readString(ROOT.resolve("examples/gateway.conf")))
                .replaceAll("\"sim-$1\"");
        TestKeys.write(directory.resolve("keys.json"));
        TestCertificates.writePem(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        TestCertificates.writePkcs12(directory.resolve("tls.p12"), "sim-TLS_PASSWORD");
    }

    private String uncommented() {
        return COMMENTED_OUT.matcher(example).replaceAll("$1");
    }

    /** Without those that exclude others. */
    private String uncommentedPem() {
        return PKCS12.matcher(PERCENT.matcher(uncommented()).replaceAll("")).replaceAll("");
    }

    private String uncommentedPkcs12() {
        return PEM.matcher(PERCENT.matcher(uncommented()).replaceAll("")).replaceAll("");
    }

    private GatewayConfig read(String text) {
        return ConfigReader.read(Settings.parse(text, "example"), directory);
    }

    /** Every setting with its default; of all resellers together. */
    private Map<String, String> known() {
        Settings root = Settings.parse(uncommentedPkcs12(), "example");
        ConfigReader.read(root, directory);
        Map<String, String> known = new TreeMap<>();
        root.known().forEach((path, fallback) -> known.put(path.replaceAll("\\[\\d+]", "[]"), fallback));
        return known;
    }

    @Test
    void example_isWhatTheGatewayDoesWithoutIt() {
        GatewayConfig config = read(example);

        assertThat(config.listen()).hasToString("127.0.0.1:8080");
        assertThat(config.admin()).hasValueSatisfying(admin -> assertThat(admin).hasToString("127.0.0.1:8081"));
        assertThat(config.tls()).isEmpty();
        assertThat(config.accounts()).hasSize(1);
    }

    @Test
    void example_isGoodWithAllItsSettings() {
        GatewayConfig pkcs12 = read(uncommentedPkcs12());
        GatewayConfig pem = read(uncommentedPem());

        assertThat(pkcs12.tls()).contains(new Tls.Pkcs12(directory.resolve("tls.p12"), "sim-TLS_PASSWORD"));
        assertThat(pem.tls()).contains(new Tls.Pem(directory.resolve("tls.crt"), directory.resolve("tls.key")));
        assertThat(pem.accounts()).hasSize(2);
        MigratingAccount first = (MigratingAccount) pem.accounts().get(0);
        Resilience resilience = first.account().service().resilience();
        assertThat(resilience)
                .usingRecursiveComparison()
                .isEqualTo(((Gen2Account) pem.accounts().get(1)).service().resilience());
        assertThat(first.migration().oldService().resilience())
                .usingRecursiveComparison()
                .isEqualTo(resilience);
    }

    @Test
    void example_hasEverySettingWithItsDefault() {
        Config config = ConfigFactory.parseString(uncommented()).resolve();

        known().forEach((path, fallback) -> {
            Config section = path.startsWith("resellers[]")
                    ? config.getConfigList("resellers").get(isOAuth(path) ? 1 : 0)
                    : config;
            String key = path.replace("resellers[].", "");
            int list = key.indexOf("[]");
            if (list > 0) {
                section = section.getConfigList(key.substring(0, list)).get(0);
                key = key.substring(list + "[].".length());
            }
            if (key.contains("access[].")) {
                section = section.getConfigList("gateway.admin.access").get(0);
                key = key.replace("gateway.admin.access[].", "");
            }
            assertThat(section.hasPath(key)).as(path).isTrue();
            if (!fallback.isEmpty()) {
                assertThat(texts(section, key))
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(COMMAS.split(LIST.trimFrom(fallback)));
            }
        });
    }

    @Test
    void example_namesTheVariableOfEverySetting() {
        known().keySet().stream()
                .filter(path -> !path.startsWith("wire."))
                .forEach(path -> assertThat(example)
                        .as(path)
                        .containsPattern("# "
                                + Environment.name(path.replaceFirst("\\[]", isOAuth(path) ? "[1]" : "[0]")
                                        .replace("[]", "[0]"))
                                + "\\b"));
    }

    @Test
    void pageOfTheGateway_hasEverySettingWithDefaultAndVariable() throws Exception {
        List<MatchResult> rows = rows("docs/gateway.md", GATEWAY_ROW);

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(keys("gateway.", "resellers"));
        Map<String, String> known = known();
        for (MatchResult row : rows) {
            String fallback = Strings.nullToEmpty(known.get(row.group(1)));
            if (!fallback.isEmpty()) {
                assertThat(row.group(2)).as(row.group(1)).isEqualTo("`" + fallback + "`");
            }
            assertThat(row.group(3)).isEqualTo(Environment.name(row.group(1).replace("[]", "[0]")));
        }
    }

    @Test
    void pageOfAssumptions_hasEverySettingWithItsDefault() throws Exception {
        Map<String, String> known = known();
        known.keySet().retainAll(keys("wire.gen"));

        assertThat(rows("docs/assumptions.md", WIRE_ROW).stream()
                        .collect(Collectors.toMap(row -> row.group(1), row -> Strings.nullToEmpty(row.group(2)))))
                .isEqualTo(known);
    }

    private Set<String> keys(String... prefixes) {
        return known().keySet().stream()
                .filter(path -> List.of(prefixes).stream().anyMatch(path::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<MatchResult> rows(String page, Pattern row) throws Exception {
        return row.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    }

    private static boolean isOAuth(String path) {
        return path.endsWith(".clientId") || path.endsWith(".clientSecret") || path.endsWith(".scope");
    }

    private static List<String> texts(Config config, String key) {
        return config.getValue(key).valueType() == ConfigValueType.LIST
                ? config.getStringList(key)
                : COMMAS.splitToList(config.getString(key));
    }
}
