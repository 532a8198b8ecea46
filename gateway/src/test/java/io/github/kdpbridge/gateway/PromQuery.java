package io.github.kdpbridge.gateway;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus asks for, as its words tell. Whether it is a query at all is left to promtool.
 *
 * @param selectors the series that it selects
 * @param labels the labels that it groups or joins by
 */
record PromQuery(List<Selector> selectors, Set<String> labels) {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|#.*|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\[[^\\]]*]|[a-zA-Z_:][\\w:]*|\\d[\\w.]*|[=!<>]=|[=!]~|.");
    private static final Set<String> LABELLED =
            ImmutableSet.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = ImmutableSet.of("and", "or", "unless", "offset", "bool");

    /** Series of one name, as far as all matchers are true. */
    record Selector(String metric, List<Matcher> matchers) {
        /** Labels that Prometheus adds, and what a dashboard fills in, are true of every series. */
        boolean finds(Series series) {
            return series.metric().equals(metric) && matchers.stream().allMatch(matcher -> matcher.isTrue(series));
        }
    }

    /** A condition on a label. */
    record Matcher(String label, String operator, String value) {
        private boolean isTrue(Series series) {
            if (label.equals("job") || label.equals("instance")) {
                return true;
            }
            String there = series.labels().getOrDefault(label, "");
            if (value.contains("$")) {
                return !there.isEmpty();
            }
            return switch (operator) {
                case "=" -> there.equals(value);
                case "!=" -> !there.isEmpty() && !there.equals(value);
                case "=~" -> there.matches(value);
                case "!~" -> !there.isEmpty() && !there.matches(value);
                default -> throw new IllegalArgumentException("no operator of a matcher: " + operator);
            };
        }
    }

    static PromQuery of(String query) {
        return new Reader(query).read();
    }

    private static final class Reader {
        private final List<String> tokens;
        private final ImmutableList.Builder<Selector> selectors = ImmutableList.builder();
        private final Set<String> labels = new TreeSet<>();
        private int at;

        private Reader(String query) {
            tokens = TOKEN.matcher(query)
                    .results()
                    .map(MatchResult::group)
                    .filter(token -> !token.isBlank() && !token.startsWith("#"))
                    .toList();
        }

        private PromQuery read() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals("{")) {
                    throw new IllegalArgumentException("a selector without the name of a metric: " + tokens);
                }
                if (LABELLED.contains(token)) {
                    labels.addAll(inBrackets());
                } else if (token.matches("[a-zA-Z_:].*") && !WORDS.contains(token) && !isFunction()) {
                    selectors.add(new Selector(token, matchers()));
                }
            }
            return new PromQuery(selectors.build(), labels);
        }

        private String peek() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private boolean isFunction() {
            return peek().equals("(") || peek().equals("by") || peek().equals("without");
        }

        private List<String> inBrackets() {
            List<String> names = new ArrayList<>();
            if (peek().equals("(")) {
                for (at++; !peek().equals(")"); at++) {
                    if (!peek().equals(",")) {
                        names.add(peek());
                    }
                }
                at++;
            }
            return names;
        }

        private List<Matcher> matchers() {
            List<Matcher> matchers = new ArrayList<>();
            if (peek().equals("{")) {
                for (at++; !peek().equals("}"); ) {
                    String quoted = tokens.get(at + 2);
                    matchers.add(
                            new Matcher(tokens.get(at), tokens.get(at + 1), quoted.substring(1, quoted.length() - 1)));
                    at += 3;
                    if (peek().equals(",")) {
                        at++;
                    }
                }
                at++;
            }
            return matchers;
        }
    }
}
