package io.github.kdpbridge.verify.peer;

import com.google.common.collect.ImmutableBiMap;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates names for one peer: the reseller that scenarios call 4680000925 may have another number there. Requests
 * get the peer's names, and answers get ours back, so that both peers, the expectations and the reports use the same
 * names, and a peer's key appears on the wire only.
 *
 * <p>A name is replaced only as a whole, not inside a longer one. The mark of a run is replaced everywhere.
 */
final class Names {
    private static final String BEFORE = "(?<![A-Za-z0-9-])";
    private static final String AFTER = "(?![A-Za-z0-9-])";

    private final String run;
    private final ImmutableBiMap<String, String> there;
    private final Pattern ours;
    private final Pattern theirs;

    /**
     * Creates the translation.
     *
     * @param there the peer's name for each of ours; no two the same
     * @param run the number of the run at this peer, at least ten digits, because shorter ones occur elsewhere
     */
    Names(Map<String, String> there, String run) {
        if (!run.matches("[0-9]{10,}")) {
            throw new IllegalArgumentException("the run must be ten digits or more, which occur nowhere else: " + run);
        }
        this.run = run;
        this.there = ImmutableBiMap.<String, String>builder()
                .putAll(there)
                .put(RunMark.DIGITS, run)
                .build();
        this.ours = pattern(there.keySet(), RunMark.DIGITS);
        this.theirs = pattern(there.values(), run);
    }

    private static Pattern pattern(Collection<String> names, String run) {
        if (names.isEmpty()) {
            return Pattern.compile(run);
        }
        String longestFirst = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(run + "|" + BEFORE + "(?:" + longestFirst + ")(?=" + AFTER + "|" + run + ")");
    }

    /** Returns a pattern for a name that is not part of a longer one. */
    static Pattern alone(String name) {
        return Pattern.compile(BEFORE + Pattern.quote(name) + AFTER);
    }

    String run() {
        return run;
    }

    SessionRequest outgoing(SessionRequest request) {
        return request.with(
                outgoing(request.target()),
                request.headers().stream()
                        .map(header -> new Header(header.name(), outgoing(header.value())))
                        .toList(),
                request.body() == null ? null : outgoing(request.body()));
    }

    Answer incoming(Answer answer) {
        return new Answer(
                answer.status(),
                answer.headers().stream()
                        .map(header -> new Header(header.name(), incoming(header.value())))
                        .toList(),
                incoming(answer.body()),
                answer.elapsed());
    }

    String outgoing(String text) {
        return replaced(text, ours, there);
    }

    String incoming(String text) {
        return replaced(text, theirs, there.inverse());
    }

    private static String replaced(String text, Pattern pattern, Map<String, String> names) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), found.group())));
    }
}
