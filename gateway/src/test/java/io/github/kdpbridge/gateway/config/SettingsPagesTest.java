package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/gateway.md, docs/migration and docs/assumptions.md and the settings of examples/gateway.conf are generated from the
 * rows of {@link GatewaySettings}, {@link ResellerSettings} and the wire's facts; run with {@code -Dkdp.write.docs=true} to
 * write them anew.
 */
class SettingsPagesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void tableOfThePage_isThatOfTheRows() throws IOException {
        assertGenerated(
                "docs/gateway.md",
                "<!-- the settings: generated, do not edit -->\n",
                table(),
                "<!-- end of the settings -->\n");
    }

    @Test
    void tableOfTheMigration_isThatOfTheRows() throws IOException {
        String section = MigrationSettings.MIGRATION.path() + ".";
        assertGenerated(
                "docs/migration/README.md",
                "<!-- the settings: generated, do not edit -->\n",
                MigrationSettings.rows().stream()
                        .filter(row -> row instanceof Setting && row.path().startsWith(section))
                        .map(row -> "| `%s` | %s | %s |\n"
                                .formatted(
                                        row.path().substring(section.length()),
                                        ((Setting<?>) row).standardMarkdown(),
                                        row.meaning()))
                        .collect(Collectors.joining("", "| in `migration` | default | meaning |\n|---|---|---|\n", "")),
                "<!-- end of the settings -->\n");
    }

    @Test
    void example_isThatOfTheRows() throws IOException {
        ExampleFile example = new ExampleFile();
        GatewaySettings.rows().forEach(example::row);
        ResellerSettings.rows().stream().filter(row -> !isOAuth(row)).forEach(example::row);
        example.end();
        ResellerSettings.rows().stream().filter(SettingsPagesTest::isOAuth).forEach(example::oauth);

        assertGenerated(
                "examples/gateway.conf",
                "# stops the start.\n\n",
                example.text(),
                "# What the two generations look like on the wire");
    }

    @Test
    void wireInTheExample_isThatOfTheFacts() throws IOException {
        ExampleFile example = new ExampleFile();
        WireSettings.gen1().values().forEach(example::wire);
        WireSettings.gen2().values().forEach(example::wire);
        ErrorCatalogue.standard().rows().forEach(example::error);

        assertGenerated("examples/gateway.conf", "KDP_WIRE_GEN1_UPLOAD_PATHS and so on.\n", example.wireText(), "");
    }

    @Test
    void tablesOfAssumptions_areThoseOfTheFacts() throws IOException {
        assertGenerated(
                "docs/assumptions.md",
                "<!-- the settings of generation 1: generated, do not edit -->\n",
                WireTable.of(WireSettings.gen1()),
                "<!-- end of the settings of generation 1 -->\n");
        assertGenerated(
                "docs/assumptions.md",
                "<!-- the settings of generation 2: generated, do not edit -->\n",
                WireTable.of(WireSettings.gen2()),
                "<!-- end of the settings of generation 2 -->\n");
    }

    private static boolean isOAuth(Row row) {
        return row == ResellerSettings.CLIENT_ID
                || row == ResellerSettings.CLIENT_SECRET
                || row == ResellerSettings.SCOPE;
    }

    /** Asserts what stands between two marks; an empty one stands for the end of the file. */
    private static void assertGenerated(String page, String begin, String generated, String end) throws IOException {
        Path file = ROOT.resolve(page);
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = end.isEmpty() ? text.length() : text.indexOf(end);
        String expected = text.substring(0, from) + generated + text.substring(to);
        if (Boolean.getBoolean("kdp.write.docs")) {
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file))
                .as("run with -Dkdp.write.docs=true to write %s anew", page)
                .isEqualTo(expected);
    }

    private static String table() {
        return """
                | setting | default | variable | meaning |
                |---|---|---|---|
                """
                + StreamSupport.stream(
                                Iterables.concat(GatewaySettings.rows(), ResellerSettings.rows())
                                        .spliterator(),
                                false)
                        .filter(row -> row instanceof Setting)
                        .map(row -> line((Setting<?>) row))
                        .collect(Collectors.joining())
                + "| `wire` | | `KDP_WIRE_…` | paths, names and codes of both generations: [assumptions.md](assumptions.md#settings) |\n";
    }

    private static String line(Setting<?> setting) {
        return "| `%s` | %s | `%s` | %s |\n"
                .formatted(setting.path(), setting.standardMarkdown(), setting.variable(), setting.meaning());
    }
}
