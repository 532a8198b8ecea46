package io.github.kdpbridge.verify.peer;

import com.google.common.base.Splitter;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.scenario.Expectation;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Step;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.HttpFileException;
import io.github.kdpbridge.verify.session.LeftOut;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recorded requests of an integration of generation 1.
 *
 * <p>Only requests to generation 1 are sent, those with {@code /bulkenroll/} in their path, and of their headers only
 * the key and those that can affect an answer. {@link #notes()} names the rest.
 *
 * @param origin the file
 * @param requests in the order of the file, their targets without the part before {@code /bulkenroll}
 * @param leftOut the number of other requests in the file, and the headers that are not sent
 * @param secrets no report may show them: the values of recorded headers that carry a key, a token or a cookie
 */
public record RecordedSession(String origin, List<SessionRequest> requests, LeftOut leftOut, Set<String> secrets) {
    /** The header of the static key (contract section 1, documented). */
    private static final String KEY = "x-wsm-api-token";

    private static final String ROOT = SessionRequest.GENERATION_1;
    private static final Pattern SENT =
            Pattern.compile(KEY + "|content-.*|accept(?:-charset|-language)?|x-http-method.*");
    /** Headers that every connection sets itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** The text up to the end of the id: an open quoted text, or a number. */
    private static final List<Pattern> IDS_IN_BODY = List.of(
            Pattern.compile("\"(?:removeT|t)ransactionId\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)"),
            Pattern.compile("\"(?:removeT|t)ransactionId\"\\s*:\\s*([0-9]+)"));

    private static final Pattern ID_IN_QUERY = Pattern.compile("[?&]transactionId=([^&]*)");

    public RecordedSession {
        requests = List.copyOf(requests);
        secrets = Set.copyOf(secrets);
    }

    /** Returns the file and the number of its requests: their headers and bodies have secrets. */
    @Override
    public String toString() {
        return "RecordedSession[" + origin + ", " + requests.size() + " requests]";
    }

    /**
     * Reads a session.
     *
     * @throws HttpFileException if the file cannot be read or parsed, or has no request to generation 1
     */
    public static RecordedSession read(Path file) {
        return of(HttpFile.read(file));
    }

    static RecordedSession of(HttpFile file) {
        List<SessionRequest> requests = new ArrayList<>();
        Set<String> secrets = new LinkedHashSet<>();
        Set<String> notSent = new LinkedHashSet<>(file.leftOut().headers());
        for (SessionRequest request : file.requests()) {
            request.headers().stream()
                    .filter(Header::isSecret)
                    .map(Header::value)
                    .filter(value -> !value.isBlank())
                    .forEach(secrets::add);
            int start = path(request).indexOf(ROOT);
            if (start >= 0) {
                requests.add(request(request, start));
                request.headers().stream()
                        .filter(header -> !isSent(header) && !OF_THE_CONNECTION.contains(header.key()))
                        .map(Header::name)
                        .forEach(notSent::add);
            }
        }
        if (requests.isEmpty()) {
            throw new HttpFileException(file.origin() + ": has no request to generation 1, whose paths have " + ROOT);
        }
        int others = file.leftOut().requests() + file.requests().size() - requests.size();
        return new RecordedSession(file.origin(), requests, new LeftOut(others, notSent), secrets);
    }

    private static boolean isSent(Header header) {
        return SENT.matcher(header.key()).matches() && !OF_THE_CONNECTION.contains(header.key());
    }

    /** Returns notes for the reader of a report, a sentence each. */
    public List<String> notes() {
        return leftOut.notes("they are not to generation 1", "request", "requests");
    }

    private static SessionRequest request(SessionRequest request, int start) {
        return request.with(
                request.target().substring(start),
                request.headers().stream().filter(RecordedSession::isSent).toList(),
                request.body());
    }

    private static String path(SessionRequest request) {
        return Splitter.on('?').splitToList(request.target()).get(0);
    }

    /** Returns the key of a request, empty if it has none. */
    public static String key(SessionRequest request) {
        return request.headers().stream()
                .filter(header -> header.key().equals(KEY))
                .map(header -> header.value().strip())
                .findFirst()
                .orElse("");
    }

    /** Returns the query parameters of a request; of a repeated one the first. */
    static Map<String, String> query(SessionRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        Matcher pair = Pattern.compile("[?&]([^=&]+)=([^&]*)").matcher(request.target());
        while (pair.find()) {
            query.putIfAbsent(pair.group(1), decoded(pair.group(2)));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape
        }
    }

    /** Returns the recorded keys, the most frequent first. */
    List<String> keys() {
        return requests.stream()
                .map(RecordedSession::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.groupingBy(key -> key, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Maps the recorded keys to an account: the two most frequent become its own; all others are wrong keys and stay
     * so.
     */
    Names names(Account account, String run) {
        Map<String, String> there = new LinkedHashMap<>();
        List<String> own = account.keys();
        List<String> recorded = keys();
        for (int i = 0; i < recorded.size(); i++) {
            there.put(recorded.get(i), i < own.size() ? own.get(i) : "wrong-key-" + i);
        }
        return new Names(there, run);
    }

    /** Returns a simulated world that fits the session. */
    public World world() {
        return SessionWorld.of(requests);
    }

    /** Returns every device identifier in its requests. */
    public Set<String> devices() {
        return requests.stream()
                .flatMap(request -> Submission.of(request).stream())
                .flatMap(submission -> submission.devices().stream())
                .map(JsonTree::text)
                .filter(device -> !device.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the session as one scenario without expectations, with transaction ids that are unique to a run. */
    public Scenario scenario() {
        Set<String> submitted = requests.stream()
                .flatMap(request -> Submission.of(request).stream())
                .map(submission -> submission.text("transactionId"))
                .filter(id -> !id.isBlank())
                .collect(Collectors.toSet());
        List<Step> steps = requests.stream()
                .map(request -> new Step(marked(request, submitted), Duration.ZERO, Expectation.anything()))
                .toList();
        return new Scenario(origin, "session", "recorded", WorldNeeds.none(), Set.of(), steps, null);
    }

    private static SessionRequest marked(SessionRequest request, Set<String> submitted) {
        String target = marked(ID_IN_QUERY, request.target(), id -> submitted.contains(decoded(id)));
        String body = request.body();
        for (Pattern ids : IDS_IN_BODY) {
            body = body == null ? null : marked(ids, body, submitted::contains);
        }
        return request.with(target, request.headers(), body);
    }

    private static String marked(Pattern ids, String text, Predicate<String> isSubmitted) {
        return ids.matcher(text)
                .replaceAll(id ->
                        Matcher.quoteReplacement(id.group() + (isSubmitted.test(id.group(1)) ? RunMark.DIGITS : "")));
    }
}
