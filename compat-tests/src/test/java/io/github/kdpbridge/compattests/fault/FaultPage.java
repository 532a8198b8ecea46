package io.github.kdpbridge.compattests.fault;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of docs/faults.md: a row for each trouble, and for each way in a column for writes and one for questions. */
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
        return "\n" + row("", heads())
                + row("---", heads().stream().map(head -> "---").toList()).replace(" ", "")
                + Troubles.ALL.stream()
                        .map(trouble -> row(trouble.name(), cells(trouble, results)))
                        .collect(Collectors.joining());
    }

    private static List<String> heads() {
        return Stream.of(PeerKind.values())
                .flatMap(kind -> Stream.of("writes, " + kind.title(), "questions, " + kind.title()))
                .toList();
    }

    private static List<String> cells(Trouble trouble, List<CellResult> results) {
        return Stream.of(PeerKind.values())
                .flatMap(kind -> Stream.of(true, false).map(writes -> cell(kind, trouble, writes, results)))
                .toList();
    }

    /** What came of all of them, or which of them came to what. */
    private static String cell(PeerKind kind, Trouble trouble, boolean writes, List<CellResult> results) {
        ImmutableListMultimap<String, String> operations = results.stream()
                .filter(result -> result.cell().kind() == kind)
                .filter(result -> result.cell().trouble().equals(trouble))
                .filter(result -> result.cell().operation().writes() == writes)
                .collect(ImmutableListMultimap.toImmutableListMultimap(
                        CellResult::text, result -> result.cell().operation().title()));
        if (operations.keySet().size() == 1) {
            return operations.keySet().iterator().next();
        }
        return operations.asMap().entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String row(String head, List<String> cells) {
        return "| " + head + " | " + String.join(" | ", cells) + " |\n";
    }
}
