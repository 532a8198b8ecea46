package io.github.kdpbridge.core.error;

import io.github.kdpbridge.core.GeneratedTable;
import io.github.kdpbridge.core.error.ErrorRow.Wording;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of docs/errors.md is generated; run with {@code -Dkdp.write.docs=true} to write it anew. */
class ErrorsPageTest {
    @Test
    void tableOfThePage_isTheCatalogue() throws IOException {
        GeneratedTable.assertUpToDate("errors.md", "the catalogue", table());
    }

    private static String table() {
        List<ErrorRow> rows = ErrorCatalogue.standard().rows();
        return """
                | generation 2 | HTTP | is about | generation 1 | HTTP | text of generation 1 | known |
                |---|---|---|---|---|---|---|
                """ + rows.stream().map(ErrorsPageTest::line).collect(Collectors.joining());
    }

    private static String line(ErrorRow row) {
        Wording gen2 = row.gen2();
        return "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        gen2 == null ? "" : wording(gen2),
                        gen2 == null ? "" : status(row.level(), gen2),
                        row.level().name().toLowerCase(Locale.ROOT),
                        wording(row.gen1()),
                        status(row.level(), row.gen1()),
                        text(row.gen1Text()),
                        row.evidence());
    }

    private static String wording(Wording wording) {
        return "%s `%s`".formatted(wording.code(), wording.name());
    }

    private static String status(ErrorLevel level, Wording wording) {
        return level == ErrorLevel.DEVICE ? "200" : String.valueOf(wording.httpStatus());
    }

    private static String text(@Nullable String template) {
        return template == null ? "as in generation 2" : "`" + template.formatted("ID", "imei") + "`";
    }
}
