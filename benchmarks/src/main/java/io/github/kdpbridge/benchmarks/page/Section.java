package io.github.kdpbridge.benchmarks.page;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A generated part of the page.
 *
 * @param markdown tables, and the lines of its charts; empty if nothing was measured
 * @param charts SVG by name
 */
record Section(String markdown, Map<String, String> charts) {
    private static final String IMAGE = "![";

    Section {
        charts = new LinkedHashMap<>(charts);
    }

    /** A section without charts. */
    Section(String markdown) {
        this(markdown, Map.of());
    }

    /** The line that shows a chart. */
    static String image(String title, String chart) {
        return IMAGE + title + "](" + Page.CHARTS + "/" + chart + ".svg)\n\n";
    }

    boolean isMissing() {
        return markdown.isEmpty();
    }

    String page() {
        return isMissing() ? "Not measured yet.\n" : markdown;
    }

    /** Without charts, and without what was not measured: a part is looked at alone. */
    String terminal() {
        return markdown.replaceAll("(?m)^!\\[.*\\n\\n?", "").replaceAll("(?m)^.*\\| not measured \\|.*\\n", "");
    }
}
