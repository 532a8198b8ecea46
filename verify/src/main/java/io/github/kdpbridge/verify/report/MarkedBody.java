package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Difference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a body, indented if it is JSON, with the differing ones marked. */
final class MarkedBody {
    /** A page with a hundred thousand devices would be unreadable. */
    static final int LINE_LIMIT = 400;

    private static final int WIDTH_LIMIT = 2_000;

    private final List<String> paths;
    private final List<Line> lines = new ArrayList<>();

    /**
     * One line.
     *
     * @param text the indented text
     * @param marked whether the body differs here
     */
    record Line(String text, boolean marked) {}

    private MarkedBody(List<Difference> differences) {
        this.paths = differences.stream().map(Difference::path).toList();
    }

    /** Returns at most {@link #LINE_LIMIT} lines of a body, and a last one with the number of lines left out. */
    static List<Line> lines(String body, List<Difference> differences) {
        MarkedBody marked = new MarkedBody(differences);
        Optional<JsonTree> json = JsonTree.parse(body);
        if (json.isPresent()) {
            marked.value("$", "", json.get(), "");
        } else {
            body.lines().forEach(line -> marked.add("$", line));
        }
        return marked.limited();
    }

    private List<Line> limited() {
        if (lines.size() <= LINE_LIMIT) {
            return List.copyOf(lines);
        }
        List<Line> shown = new ArrayList<>(lines.subList(0, LINE_LIMIT));
        List<Line> hidden = lines.subList(LINE_LIMIT, lines.size());
        shown.add(new Line("… " + hidden.size() + " more lines", hidden.stream().anyMatch(Line::marked)));
        return shown;
    }

    /** @param before the indent and the field's name */
    private void value(String path, String before, JsonTree value, String after) {
        String indent =
                before.substring(0, before.length() - before.stripLeading().length());
        if (!value.fields().isEmpty()) {
            add(path, before + "{");
            Iterator<Map.Entry<String, JsonTree>> fields =
                    value.fields().entrySet().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonTree> field = fields.next();
                String name = indent + "  " + new JsonTree.TextNode(field.getKey()).compact() + ": ";
                value(Difference.field(path, field.getKey()), name, field.getValue(), fields.hasNext() ? "," : "");
            }
            add(path, indent + "}" + after);
        } else if (!value.items().isEmpty()) {
            add(path, before + "[");
            for (int i = 0; i < value.items().size(); i++) {
                String comma = i + 1 < value.items().size() ? "," : "";
                value(path + "[" + i + "]", indent + "  ", value.items().get(i), comma);
            }
            add(path, indent + "]" + after);
        } else {
            add(path, before + value.compact() + after);
        }
    }

    private void add(String path, String line) {
        String shown = line.length() <= WIDTH_LIMIT
                ? line
                : line.substring(0, WIDTH_LIMIT) + "… " + (line.length() - WIDTH_LIMIT) + " more characters";
        lines.add(new Line(shown, paths.stream().anyMatch(differing -> Difference.isWithin(path, differing))));
    }
}
