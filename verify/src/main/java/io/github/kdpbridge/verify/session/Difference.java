package io.github.kdpbridge.verify.session;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place where two answers differ.
 *
 * @param path {@code status}, or the JSON path of the place, for example {@code $.transactions[0].state}; {@code $} for
 *     a body that is not JSON
 * @param left the left side's value: JSON on one line, the text of another body, or {@link #ABSENT}
 * @param right the right side's value, likewise
 */
public record Difference(String path, String left, String right) {
    /** The path of the HTTP status. */
    public static final String STATUS = "status";

    /** Stands for an absent value. */
    public static final String ABSENT = "(absent)";

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Returns a text, or {@link #ABSENT} for an empty one. */
    public static String orAbsent(String text) {
        return text.isEmpty() ? ABSENT : text;
    }

    /** Returns the path of a field in the object at a path. */
    public static String field(String path, String name) {
        return path + (PLAIN_NAME.matcher(name).matches() ? "." + name : "['" + name + "']");
    }

    /** Returns whether a path equals another, or leads into it. */
    public static boolean isWithin(String path, String other) {
        return path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[");
    }

    /** Returns where two lists of devices differ, a device each; empty if either list is unknown. */
    public static List<Difference> ofPortals(@Nullable List<String> left, @Nullable List<String> right) {
        if (left == null || right == null) {
            return List.of();
        }
        return Stream.concat(
                        left.stream()
                                .filter(device -> !right.contains(device))
                                .map(device -> new Difference("portal", device, ABSENT)),
                        right.stream()
                                .filter(device -> !left.contains(device))
                                .map(device -> new Difference("portal", ABSENT, device)))
                .toList();
    }

    /** Returns the place in the form of the lists of known differences: {@code step 2 $.code}. */
    public String ofStep(int number) {
        return "step " + number + " " + path;
    }

    /** The difference on one line, for example {@code $.code: 4042104 / "4042104"}. */
    @Override
    public String toString() {
        return path + ": " + left + " / " + right;
    }
}
