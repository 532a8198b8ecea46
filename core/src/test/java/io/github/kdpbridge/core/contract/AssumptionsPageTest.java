package io.github.kdpbridge.core.contract;

import io.github.kdpbridge.core.GeneratedTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The first table of docs/assumptions.md is generated; run with {@code -Dkdp.write.docs=true} to write it anew. */
class AssumptionsPageTest {
    @Test
    void tableOfThePage_isTheEnum() throws IOException {
        GeneratedTable.assertUpToDate("assumptions.md", "the assumptions", table());
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
