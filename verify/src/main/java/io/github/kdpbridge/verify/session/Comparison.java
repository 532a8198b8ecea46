package io.github.kdpbridge.verify.session;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.json.JsonTree.ArrayNode;
import io.github.kdpbridge.verify.json.JsonTree.NumberNode;
import io.github.kdpbridge.verify.json.JsonTree.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two answers by their meaning to a client: the HTTP status, and the JSON of the body.
 *
 * <p>The order of an object's fields does not count, the order of an array does. Numbers are compared as exact decimals
 * of any size; a number differs from a string of the same characters, and an absent field from null. Bodies that are
 * not JSON are compared as text. Headers and times do not count.
 *
 * <p>Immutable.
 */
public final class Comparison {
    private final Set<String> volatileFields;

    private Comparison(Set<String> volatileFields) {
        this.volatileFields = Set.copyOf(volatileFields);
    }

    /** Returns a comparison in which every field counts. */
    public static Comparison strict() {
        return new Comparison(Set.of());
    }

    /**
     * Returns a comparison that ignores fields which differ from run to run.
     *
     * @param volatileFields names of fields, ignored at any depth, present or not
     */
    public static Comparison ignoring(Set<String> volatileFields) {
        return new Comparison(volatileFields);
    }

    /** Returns the differences, in the order of the left body; empty if the answers mean the same. */
    public List<Difference> compare(Answer left, Answer right) {
        List<Difference> found = new ArrayList<>();
        if (left.status() != right.status()) {
            found.add(new Difference(
                    Difference.STATUS, Integer.toString(left.status()), Integer.toString(right.status())));
        }
        found.addAll(compare(left.body(), right.body()));
        return found;
    }

    /** Compares two texts as {@link #compare(Answer, Answer)} compares bodies. */
    public List<Difference> compare(String left, String right) {
        Optional<JsonTree> leftJson = JsonTree.parse(left);
        Optional<JsonTree> rightJson = JsonTree.parse(right);
        List<Difference> found = new ArrayList<>();
        if (leftJson.isPresent() && rightJson.isPresent()) {
            compare("$", leftJson.get(), rightJson.get(), found);
        } else if (!left.equals(right)) {
            found.add(new Difference("$", Difference.orAbsent(left), Difference.orAbsent(right)));
        }
        return found;
    }

    private void compare(String path, @Nullable JsonTree left, @Nullable JsonTree right, List<Difference> found) {
        if (left instanceof ObjectNode && right instanceof ObjectNode) {
            Set<String> names = new LinkedHashSet<>(left.fields().keySet());
            names.addAll(right.fields().keySet());
            names.removeAll(volatileFields);
            names.forEach(name -> compare(
                    Difference.field(path, name),
                    left.fields().get(name),
                    right.fields().get(name),
                    found));
        } else if (left instanceof ArrayNode && right instanceof ArrayNode) {
            for (int i = 0; i < Math.max(left.items().size(), right.items().size()); i++) {
                compare(path + "[" + i + "]", item(left, i), item(right, i), found);
            }
        } else if (left == null || right == null || !isSame(left, right)) {
            found.add(new Difference(path, compact(left), compact(right)));
        }
    }

    private static @Nullable JsonTree item(JsonTree array, int index) {
        return index < array.items().size() ? array.items().get(index) : null;
    }

    private static String compact(@Nullable JsonTree value) {
        return value == null ? Difference.ABSENT : value.compact();
    }

    private static boolean isSame(JsonTree left, JsonTree right) {
        if (left.equals(right) || !(left instanceof NumberNode && right instanceof NumberNode)) {
            return left.equals(right);
        }
        try {
            return new BigDecimal(left.text()).compareTo(new BigDecimal(right.text())) == 0;
        } catch (NumberFormatException exponentBeyondBigDecimal) {
            return false;
        }
    }
}
