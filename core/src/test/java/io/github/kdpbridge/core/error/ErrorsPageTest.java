package io.github.kdpbridge.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/errors.md against the catalogue, line by line. */
class ErrorsPageTest {
    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.standard();

    @Test
    void tableOfThePage_isTheCatalogue() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/errors.md")).stream()
                .dropWhile(line -> !line.equals("## The catalogue"))
                .takeWhile(line -> !line.startsWith("## Codes"))
                .filter(line -> line.startsWith("| `"))
                .map(ErrorsPageTest::withoutEvidence)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Condition.values())
                        .filter(condition -> condition != Condition.UNKNOWN)
                        .map(ErrorsPageTest::row)
                        .toList());
    }

    /** The first word of each cell: what follows says how it is known. */
    private static String withoutEvidence(String line) {
        List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", "").split(" ", 2)[0])
                .toList();
        return String.join(" ", cells).strip();
    }

    private static String row(Condition condition) {
        return "%s %s %s %d %s"
                .formatted(
                        condition,
                        CATALOGUE.code(Generation.GEN1, condition),
                        CATALOGUE.code(Generation.GEN2, condition),
                        CATALOGUE.httpStatus(condition),
                        CATALOGUE.level(condition).name().toLowerCase(Locale.ROOT));
    }
}
