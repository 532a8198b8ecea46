package io.github.kdpbridge.core.wire;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A fact about the wire that a setting corrects: the only place with its name, kind, default, evidence and meaning.
 *
 * @param key its place in its table: {@code lists.pageSize}
 * @param standard its default
 * @param evidence whether it is documented, observed or assumed, in Markdown
 * @param meaning what it means, in Markdown, without a full stop
 */
public record WireRow(String key, WireKind kind, Object standard, String evidence, String meaning) {
    private static final Splitter COLUMNS = Splitter.on('|').trimResults();

    /** Reads rows with these five columns, one a line, between vertical bars. */
    public static List<WireRow> table(String text) {
        return text.lines().map(WireRow::row).collect(ImmutableList.toImmutableList());
    }

    private static WireRow row(String line) {
        List<String> cells = COLUMNS.splitToList(line);
        WireKind kind = WireKind.valueOf(cells.get(1));
        return new WireRow(cells.get(0), kind, kind.parse(cells.get(2)), cells.get(3), cells.get(4));
    }
}
