package io.github.kdpbridge.verify.verdict;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the bridge is known to answer otherwise than generation 1 itself, with a reason each. The list is wrong if it
 * lacks a difference, and also if it has one that no longer occurs.
 *
 * @param all the differences
 */
public record KnownDifferences(List<KnownDifference> all) {
    private static final String FILE = "io/github/kdpbridge/verify/known-differences.txt";
    private static final String OF_SESSIONS = "io/github/kdpbridge/verify/known-differences-of-sessions.txt";
    private static final Splitter COLUMNS = Splitter.on('|').trimResults();
    private static final Splitter PEER = Splitter.on('@').limit(2).trimResults();
    private static final String ANYTHING = "*";

    /**
     * One difference.
     *
     * @param scenario the name of the scenario that shows it; a star stands for any text, and then not every matching
     *     scenario must show it
     * @param peer the only peer that shows it; null if each does
     * @param where the step and the place in its answer, such as {@code step 2 $.code}; a star stands for any text
     * @param reason why the bridge differs
     */
    public record KnownDifference(String scenario, @Nullable String peer, String where, String reason) {

        /** Returns whether its scenario is a pattern. */
        public boolean isOfMany() {
            return scenario.contains(ANYTHING);
        }

        /**
         * Returns whether it covers a place.
         *
         * @param place the step and the place in its answer, such as {@code step 2 $.code}
         */
        public boolean isAt(String place) {
            return matches(where, place);
        }

        private static boolean matches(String pattern, String text) {
            return text.matches(Splitter.on(ANYTHING)
                    .splitToStream(pattern)
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
        }
    }

    public KnownDifferences {
        all = List.copyOf(all);
    }

    /** Reads the list of this version. */
    public static KnownDifferences read() {
        return read(FILE);
    }

    /** Reads the known differences of sessions: their own list, and the entries for every scenario. */
    public static KnownDifferences readForSessions() {
        return new KnownDifferences(Stream.concat(
                        read(FILE).all().stream().filter(KnownDifference::isOfMany), read(OF_SESSIONS).all().stream())
                .toList());
    }

    private static KnownDifferences read(String file) {
        try {
            return parse(Resources.toString(Resources.getResource(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads a list: a line each, {@code SCENARIO | WHERE | REASON}. A scenario may be followed by {@code @} and the
     * only peer that shows the difference. Empty lines and lines that begin with {@code #} are skipped.
     *
     * @throws IllegalArgumentException if a line has another form
     */
    public static KnownDifferences parse(String text) {
        return new KnownDifferences(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(KnownDifferences::difference)
                .toList());
    }

    private static KnownDifference difference(String line) {
        List<String> columns = COLUMNS.splitToList(line);
        if (columns.size() != 3 || columns.contains("")) {
            throw new IllegalArgumentException("expected 'SCENARIO | WHERE | REASON': " + line);
        }
        List<String> shown = PEER.splitToList(columns.get(0));
        return new KnownDifference(
                shown.get(0), shown.size() == 1 ? null : shown.get(1), columns.get(1), columns.get(2));
    }

    /** Returns the known differences of a scenario, on any peer. */
    public List<KnownDifference> of(String scenario) {
        return all.stream()
                .filter(known -> KnownDifference.matches(known.scenario(), scenario))
                .toList();
    }

    /** Returns whether all of these places of a scenario are known differences. */
    boolean cover(String scenario, Collection<String> places) {
        List<KnownDifference> known = of(scenario);
        return places.stream().allMatch(place -> known.stream().anyMatch(one -> one.isAt(place)));
    }

    /** Returns the reasons for those of these places that are known differences; null if none is. */
    @Nullable String reasons(String scenario, Collection<String> places) {
        String reasons = of(scenario).stream()
                .filter(one -> places.stream().anyMatch(one::isAt))
                .map(KnownDifference::reason)
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }
}
