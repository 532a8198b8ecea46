package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expected answer to a step.
 *
 * @param status the HTTP status; 0 for any
 * @param body the body, in which the text {@code "*"} stands for any value; null for any body
 * @param headers required headers with their values; others are allowed
 */
public record Expectation(int status, @Nullable JsonTree body, List<Header> headers) {
    private static final int ANY_STATUS = 0;
    private static final JsonTree ANYTHING = new JsonTree.TextNode("*");

    public Expectation {
        headers = List.copyOf(headers);
    }

    /** Returns an expectation that any answer meets. */
    public static Expectation anything() {
        return new Expectation(ANY_STATUS, null, List.of());
    }

    /** Returns where an answer differs, the expectation on the left; empty if it does not. */
    public List<Difference> differences(Answer answer) {
        List<Difference> found = new ArrayList<>();
        if (status != ANY_STATUS && status != answer.status()) {
            found.add(new Difference("status", Integer.toString(status), Integer.toString(answer.status())));
        }
        for (Header header : headers) {
            found.addAll(differences(header.name(), header.value(), answer.header(header.name())));
        }
        if (body != null) {
            JsonTree actual = JsonTree.parse(answer.body()).orElse(new JsonTree.TextNode(answer.body()));
            Comparison.strict().compare(body.compact(), actual.compact()).stream()
                    .filter(difference ->
                            difference.right().equals(Difference.ABSENT) || !leavesOpen(difference.path()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns where two answers differ in the expected headers; others do not count. */
    public List<Difference> headerDifferences(Answer left, Answer right) {
        return headers.stream()
                .map(Header::name)
                .flatMap(name -> differences(name, left.header(name), right.header(name)).stream())
                .toList();
    }

    private static List<Difference> differences(String header, String left, String right) {
        return left.equals(right)
                ? List.of()
                : List.of(new Difference("header " + header, Difference.orAbsent(left), Difference.orAbsent(right)));
    }

    /** Returns whether a success is expected: a status below 300, or any. */
    public boolean mayBeSuccess() {
        return status < 300;
    }

    /** Returns whether an answer is a success. Without an expected status, its code counts as well. */
    public boolean isSuccess(Answer answer) {
        return status == ANY_STATUS ? answer.succeeded() : answer.status() > 0 && answer.status() < 300;
    }

    /** Returns whether any value is accepted at a path. */
    public boolean leavesOpen(String path) {
        List<String> open = new ArrayList<>();
        if (body != null) {
            open("$", body, open);
        }
        return open.stream().anyMatch(place -> Difference.isWithin(path, place));
    }

    private static void open(String path, JsonTree expected, List<String> found) {
        if (expected.equals(ANYTHING)) {
            found.add(path);
        }
        expected.fields().forEach((name, value) -> open(Difference.field(path, name), value, found));
        for (int i = 0; i < expected.items().size(); i++) {
            open(path + "[" + i + "]", expected.items().get(i), found);
        }
    }
}
