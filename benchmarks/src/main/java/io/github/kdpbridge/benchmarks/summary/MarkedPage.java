package io.github.kdpbridge.benchmarks.summary;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text by hand with sections that are generated, between {@code <!-- bench:NAME -->} and {@code <!-- /bench -->}. */
final class MarkedPage {
    private static final Pattern SECTION =
            Pattern.compile("(<!-- bench:(\\S+) -->\n).*?(<!-- /bench -->)", Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("<!-- /?bench\\b");

    private MarkedPage() {}

    /**
     * Returns the page with new sections.
     *
     * @throws IllegalArgumentException if a marker has no section, a section no marker or two, or a marker no end
     */
    static String with(String page, Map<String, String> sections) {
        Set<String> seen = new HashSet<>();
        StringBuilder text = new StringBuilder();
        Matcher matcher = SECTION.matcher(page);
        while (matcher.find()) {
            String name = matcher.group(2);
            String section = sections.get(name);
            if (section == null) {
                throw new IllegalArgumentException(
                        "the page has a marker bench:" + name + ", which nothing is generated for");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("the page has the marker bench:" + name + " twice");
            }
            if (MARKER.matcher(matcher.group().substring(matcher.group(1).length()))
                            .results()
                            .count()
                    > 1) {
                throw new IllegalArgumentException("the marker bench:" + name + " has no end before the next one");
            }
            matcher.appendReplacement(
                    text, Matcher.quoteReplacement(matcher.group(1) + section.strip() + "\n" + matcher.group(3)));
        }
        matcher.appendTail(text);
        Set<String> missing = new TreeSet<>(sections.keySet());
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the page has no marker for " + String.join(", ", missing));
        }
        if (MARKER.matcher(page).results().count() != 2L * seen.size()) {
            throw new IllegalArgumentException("the page has a marker without an end, or an end without a marker");
        }
        return text.toString();
    }
}
