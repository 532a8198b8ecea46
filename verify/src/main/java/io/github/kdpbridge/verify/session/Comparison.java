package io.github.kdpbridge.verify.session;

import io.github.kdpbridge.verify.json.JsonTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two answers by what they mean to a client: the HTTP status, and the JSON of the body.
 *
 * <p>The order of an object's fields does not count, the order of an array does. Numbers are compared as exact
 * decimals, of any size; a number and a string of the same characters are different. A field that is absent differs
 * from one that is null. Bodies that are not JSON are compared as text. Headers and times do not count.
 *
 * <p>Immutable.
 */
public final class Comparison {
    private final Set<String> volatileFields;

    private Comparison(Set<String> volatileFields) {
        this.volatileFields = Set.copyOf(volatileFields);
    }

    /** A comparison in which every field counts. */
    public static Comparison strict() {
        return new Comparison(Set.of());
    }

    /**
     * A comparison that leaves out fields which differ from run to run.
     *
     * @param volatileFields names of fields, left out wherever they stand, whether present or not
     */
    public static Comparison ignoring(Set<String> volatileFields) {
        return new Comparison(volatileFields);
    }

    /** The differences, in the order of the left body; empty when the answers mean the same. */
    public List<Difference> compare(Answer left, Answer right) {
        Differences found = new Differences(volatileFields);
        found.status(left.status(), right.status());
        compareBodies(left.body(), right.body(), found);
        return found.all();
    }

    /** Compares two texts as {@link #compare(Answer, Answer)} compares bodies. */
    public List<Difference> compare(String left, String right) {
        Differences found = new Differences(volatileFields);
        compareBodies(left, right, found);
        return found.all();
    }

    private static void compareBodies(String left, String right, Differences found) {
        Optional<JsonTree> leftJson = JsonTree.parse(left);
        Optional<JsonTree> rightJson = JsonTree.parse(right);
        if (leftJson.isPresent() && rightJson.isPresent()) {
            found.value("$", leftJson.get(), rightJson.get());
        } else {
            found.text(left, right);
        }
    }
}
