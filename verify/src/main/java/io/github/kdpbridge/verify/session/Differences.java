package io.github.kdpbridge.verify.session;

import io.github.kdpbridge.verify.json.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the differences of one comparison. */
final class Differences {
    private final Set<String> volatileFields;
    private final List<Difference> all = new ArrayList<>();

    Differences(Set<String> volatileFields) {
        this.volatileFields = volatileFields;
    }

    List<Difference> all() {
        return List.copyOf(all);
    }

    void status(int left, int right) {
        if (left != right) {
            all.add(new Difference("status", Integer.toString(left), Integer.toString(right)));
        }
    }

    void text(String left, String right) {
        if (!left.equals(right)) {
            all.add(new Difference("$", orAbsent(left), orAbsent(right)));
        }
    }

    void value(String path, JsonTree left, JsonTree right) {
        if (left instanceof JsonTree.ObjectNode leftObject && right instanceof JsonTree.ObjectNode rightObject) {
            fields(path, leftObject.fields(), rightObject.fields());
        } else if (left instanceof JsonTree.ArrayNode leftArray && right instanceof JsonTree.ArrayNode rightArray) {
            items(path, leftArray.items(), rightArray.items());
        } else if (!sameScalar(left, right)) {
            add(path, left, right);
        }
    }

    private void fields(String path, Map<String, JsonTree> left, Map<String, JsonTree> right) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        names.removeAll(volatileFields);
        for (String name : names) {
            place(Difference.field(path, name), left.get(name), right.get(name));
        }
    }

    private void items(String path, List<JsonTree> left, List<JsonTree> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            place(path + "[" + i + "]", i < left.size() ? left.get(i) : null, i < right.size() ? right.get(i) : null);
        }
    }

    private void place(String path, @Nullable JsonTree left, @Nullable JsonTree right) {
        if (left != null && right != null) {
            value(path, left, right);
        } else {
            add(path, left, right);
        }
    }

    private void add(String path, @Nullable JsonTree left, @Nullable JsonTree right) {
        all.add(new Difference(
                path,
                left == null ? Difference.ABSENT : left.compact(),
                right == null ? Difference.ABSENT : right.compact()));
    }

    private static boolean sameScalar(JsonTree left, JsonTree right) {
        if (left instanceof JsonTree.NumberNode leftNumber && right instanceof JsonTree.NumberNode rightNumber) {
            return sameNumber(leftNumber.literal(), rightNumber.literal());
        }
        return left.equals(right);
    }

    private static boolean sameNumber(String left, String right) {
        try {
            return left.equals(right) || new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
        } catch (NumberFormatException exponentBeyondBigDecimal) {
            return false;
        }
    }

    private static String orAbsent(String text) {
        return text.isEmpty() ? Difference.ABSENT : text;
    }
}
