package io.github.kdpbridge.recipes;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the files of a run say of texts that have to differ; each file adds to it. */
final class FoundTexts {
    private final ListMultimap<String, WrittenText> groups = ArrayListMultimap.create();
    private final Set<String> lenient = new HashSet<>();
    private final ListMultimap<String, WrittenText> variables = ArrayListMultimap.create();
    private final UnaryOperator<String> change;
    private @Nullable EqualTexts equal;

    /** Takes what becomes of a literal. */
    FoundTexts(UnaryOperator<String> change) {
        this.change = change;
    }

    /** Adds a text to those of which no two may be equal. */
    void add(String group, WrittenText text) {
        groups.put(group, text);
    }

    /** Says that texts of a group may be equal. */
    void allowEqual(String group) {
        lenient.add(group);
    }

    /** Adds what a variable may hold. */
    void hold(String variable, WrittenText text) {
        variables.put(variable, text);
    }

    /** Returns what would be equal; to be asked when all files have been read. */
    EqualTexts equal() {
        if (equal == null) {
            groups.keySet().removeAll(lenient);
            equal = EqualTexts.of(Multimaps.asMap(groups).values(), Multimaps.asMap(variables), change);
        }
        return equal;
    }
}
