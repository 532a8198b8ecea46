package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.ScenarioRun.Problem;
import io.github.kdpbridge.verify.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the bridge is known to answer otherwise than generation 1 itself, with a reason each. The list is wrong if a
 * difference is not in it, and also if one in it no longer occurs.
 *
 * @param all the differences
 */
public record KnownDifferences(List<KnownDifference> all) {
    private static final String FILE = "io/github/kdpbridge/verify/known-differences.txt";
    private static final String OF_SESSIONS = "io/github/kdpbridge/verify/known-differences-of-sessions.txt";
    private static final Splitter COLUMNS = Splitter.on('|').trimResults();
    private static final Splitter PEER = Splitter.on('@').limit(2).trimResults();
    private static final int COLUMN_COUNT = 3;
    private static final String ANYTHING = "*";

    /**
     * One difference.
     *
     * @param scenario the name of the scenario that shows it
     * @param peer the only peer that shows it; null if each does
     * @param where the step and the place in its answer, such as {@code step 2 $.code}; a star stands for any text
     * @param reason why it is so
     */
    public record KnownDifference(String scenario, @Nullable String peer, String where, String reason) {
        /** Checks that all is there. */
        public KnownDifference {
            requireNonNull(scenario);
            requireNonNull(where);
            requireNonNull(reason);
        }

        /**
         * Returns whether it is at a place.
         *
         * @param place the step and the place in its answer, such as {@code step 2 $.code}
         */
        public boolean isAt(String place) {
            return matches(where, place);
        }

        boolean covers(Problem problem) {
            return isAt(problem.where());
        }

        /** Whether it is one of every scenario of a kind, of which each may show it. */
        private boolean isOfMany() {
            return scenario.contains(ANYTHING);
        }

        private boolean isOf(String name, String shownBy) {
            return matches(scenario, name) && (peer == null || peer.equals(shownBy));
        }

        /** A URL does not say what is behind it, so it may be any peer. */
        private boolean mayBeOf(String name, String shownBy) {
            return isOf(name, shownBy) || (matches(scenario, name) && shownBy.contains("://"));
        }

        private static boolean matches(String pattern, String text) {
            String regex = Splitter.on(ANYTHING)
                    .splitToStream(pattern)
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            return text.matches(regex);
        }
    }

    /** Copies the list. */
    public KnownDifferences {
        all = List.copyOf(all);
    }

    /**
     * Reads the list of this version: a line each, scenario, place and reason between bars. A scenario may be followed by
     * {@code @} and the only peer that shows the difference. A star stands for any text in both.
     */
    public static KnownDifferences read() {
        return read(FILE);
    }

    /** Reads what may differ in the answers to a session: its own list, and what holds for every scenario. */
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

    /** Reads a list, in which empty lines and those that begin with {@code #} say nothing. */
    static KnownDifferences parse(String text) {
        return new KnownDifferences(text.lines()
                .map(CharMatcher.whitespace()::trimFrom)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(KnownDifferences::difference)
                .toList());
    }

    private static KnownDifference difference(String line) {
        List<String> columns = COLUMNS.splitToList(line);
        if (columns.size() != COLUMN_COUNT || columns.contains("")) {
            throw new IllegalArgumentException("expected 'SCENARIO | WHERE | REASON': " + line);
        }
        List<String> shown = PEER.splitToList(columns.get(0));
        return new KnownDifference(
                shown.get(0), shown.size() == 1 ? null : shown.get(1), columns.get(1), columns.get(2));
    }

    /** Returns those of a scenario, on any peer. */
    public List<KnownDifference> of(String scenario) {
        return all.stream()
                .filter(known -> KnownDifference.matches(known.scenario(), scenario))
                .toList();
    }

    /** Returns what is not as the scenario expects and not in this list. */
    public List<Problem> unknown(ScenarioRun run) {
        return unknown(run.scenario(), run.peer(), run.problems());
    }

    /** Returns those of the problems of a scenario on a peer that are not in this list. */
    public List<Problem> unknown(Scenario scenario, String peer, List<Problem> problems) {
        List<KnownDifference> known = all.stream()
                .filter(difference -> difference.mayBeOf(scenario.name(), peer))
                .toList();
        return problems.stream()
                .filter(problem -> known.stream().noneMatch(difference -> difference.covers(problem)))
                .toList();
    }

    /** Returns what is in this list for the scenario and did not occur, although the scenario was run. */
    public List<KnownDifference> gone(ScenarioRun run) {
        if (run.notRun() != null) {
            return List.of();
        }
        return all.stream()
                .filter(known -> known.isOf(run.scenario().name(), run.peer()) && !known.isOfMany())
                .filter(known -> run.problems().stream().noneMatch(known::covers))
                .toList();
    }
}
