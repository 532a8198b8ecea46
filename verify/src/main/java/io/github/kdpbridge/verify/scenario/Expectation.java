package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step must be answered.
 *
 * @param status the HTTP status; 0 for any
 * @param body the body, of which the text {@code "*"} stands for any value; null for any body
 * @param headers headers that must be there with this value; others may be
 */
public record Expectation(int status, @Nullable JsonTree body, List<Header> headers) {
    private static final int ANY_STATUS = 0;
    private static final JsonTree ANYTHING = new JsonTree.TextNode("*");

    /** Copies the headers. */
    public Expectation {
        headers = List.copyOf(headers);
    }

    /** Returns what expects nothing in particular. */
    public static Expectation anything() {
        return new Expectation(ANY_STATUS, null, List.of());
    }

    /** Returns where an answer differs, the expectation on the left; empty if it is as expected. */
    public List<Difference> differences(Answer answer) {
        List<Difference> found = new ArrayList<>();
        if (status != ANY_STATUS && status != answer.status()) {
            found.add(new Difference("status", Integer.toString(status), Integer.toString(answer.status())));
        }
        for (Header header : headers) {
            String actual = answer.headers().stream()
                    .filter(given -> given.name().equalsIgnoreCase(header.name()))
                    .map(Header::value)
                    .collect(Collectors.joining(", "));
            if (!actual.equals(header.value())) {
                found.add(new Difference(
                        "header " + header.name(), header.value(), actual.isEmpty() ? Difference.ABSENT : actual));
            }
        }
        if (body != null) {
            JsonTree actual = JsonTree.parse(answer.body()).orElse(new JsonTree.TextNode(answer.body()));
            found.addAll(Comparison.strict().compare(filled(body, actual).compact(), actual.compact()));
        }
        return found;
    }

    /** Returns whether a success is as expected: a status below 300, or any. */
    public boolean mayBeSuccess() {
        return status < 300;
    }

    /** Returns whether an answer is a success: where nothing is expected, its code counts as well. */
    public boolean isSuccess(Answer answer) {
        return status == ANY_STATUS ? answer.succeeded() : answer.status() > 0 && answer.status() < 300;
    }

    /** Returns whether any value will do at a place, written as differences write it. */
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
        } else if (expected instanceof JsonTree.ObjectNode object) {
            object.fields().forEach((name, value) -> open(Difference.field(path, name), value, found));
        } else if (expected instanceof JsonTree.ArrayNode array) {
            for (int i = 0; i < array.items().size(); i++) {
                open(path + "[" + i + "]", array.items().get(i), found);
            }
        }
    }

    /** The expectation, with the actual value wherever any will do. */
    private static JsonTree filled(JsonTree expected, @Nullable JsonTree actual) {
        if (expected.equals(ANYTHING) && actual != null) {
            return actual;
        }
        if (expected instanceof JsonTree.ObjectNode fields) {
            Map<String, JsonTree> given = actual instanceof JsonTree.ObjectNode object ? object.fields() : Map.of();
            Map<String, JsonTree> all = new LinkedHashMap<>();
            fields.fields().forEach((name, value) -> all.put(name, filled(value, given.get(name))));
            return new JsonTree.ObjectNode(all);
        }
        if (expected instanceof JsonTree.ArrayNode items) {
            List<JsonTree> given = actual instanceof JsonTree.ArrayNode array ? array.items() : List.of();
            List<JsonTree> all = new ArrayList<>();
            for (int i = 0; i < items.items().size(); i++) {
                all.add(filled(items.items().get(i), i < given.size() ? given.get(i) : null));
            }
            return new JsonTree.ArrayNode(all);
        }
        return expected;
    }
}
