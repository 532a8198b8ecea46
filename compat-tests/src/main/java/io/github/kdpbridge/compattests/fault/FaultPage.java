package io.github.kdpbridge.compattests.fault;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/faults.md: one for each way in, a row for each trouble, a column for each operation. */
final class FaultPage {
    /** Above this line people write, below it the suite does. */
    static final String MARK = "<!-- From here on FaultSuiteTest writes: -Dfaults.write -->\n";

    private FaultPage() {}

    /** Returns a page with what its people wrote, and the tables of these results. */
    static String of(String page, List<CellResult> results) {
        int mark = page.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalArgumentException("the page has no line " + MARK.strip());
        }
        return page.substring(0, mark) + MARK + tables(results);
    }

    private static String tables(List<CellResult> results) {
        return Stream.of(Way.values()).map(way -> table(way, results)).collect(Collectors.joining());
    }

    private static String table(Way way, List<CellResult> results) {
        List<String> titles =
                Stream.of(Operation.values()).map(Operation::title).toList();
        return "\n## " + way.title() + "\n\n"
                + row("", titles)
                + row("---", titles.stream().map(title -> "---").toList()).replace(" ", "")
                + Troubles.ALL.stream()
                        .map(trouble -> row(trouble.name(), texts(way, trouble, results)))
                        .collect(Collectors.joining());
    }

    private static List<String> texts(Way way, Trouble trouble, List<CellResult> results) {
        return results.stream()
                .filter(result -> result.cell().way() == way)
                .filter(result -> result.cell().trouble().equals(trouble))
                .map(CellResult::text)
                .toList();
    }

    private static String row(String head, List<String> cells) {
        return "| " + head + " | " + String.join(" | ", cells) + " |\n";
    }
}
