package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/gateway.md and the settings of examples/gateway.conf are generated from the rows of
 * {@link GatewaySettings} and {@link ResellerSettings}; run with {@code -Dkdp.write.docs=true} to write them anew.
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

    private static boolean isOAuth(Row row) {
        return row == ResellerSettings.CLIENT_ID
                || row == ResellerSettings.CLIENT_SECRET
                || row == ResellerSettings.SCOPE;
    }

    private static void assertGenerated(String page, String begin, String generated, String end) throws IOException {
        Path file = ROOT.resolve(page);
        String text = Files.readString(file);
        String expected =
                text.substring(0, text.indexOf(begin) + begin.length()) + generated + text.substring(text.indexOf(end));
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
