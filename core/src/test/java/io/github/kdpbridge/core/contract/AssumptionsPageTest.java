package io.github.kdpbridge.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The first table of docs/assumptions.md is generated; run with {@code -Dkdp.write.docs=true} to write it anew. */
class AssumptionsPageTest {
    private static final Path PAGE = Path.of("../docs/assumptions.md");
    private static final String BEGIN = "<!-- the assumptions: generated, do not edit -->\n";
    private static final String END = "<!-- end of the assumptions -->\n";

    @Test
    void tableOfThePage_isTheEnum() throws IOException {
        String page = Files.readString(PAGE);
        String generated =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("kdp.write.docs")) {
            Files.writeString(PAGE, generated);
            page = generated;
        }

        assertThat(page).isEqualTo(generated);
    }

    private static String table() {
        return """
                | row | what is assumed | the sign that it is otherwise | setting |
                |---|---|---|---|
                """
                + Arrays.stream(Assumption.values())
                        .map(AssumptionsPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(Assumption assumption) {
        String setting = assumption.setting().map(path -> "`" + path + "`").orElse("none needed");
        return "| `%s` | %s | %s | %s |\n".formatted(assumption.key(), assumption.fact(), assumption.sign(), setting);
    }
}
