package io.github.kdpbridge.gateway.settings;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Texts of a list, of which no two are alike: one that is there twice was meant to be another. */
final class Distinct {
    private Distinct() {}

    static ImmutableSet<String> of(List<String> values, Function<String, ConfigurationException> wrong) {
        if (values.isEmpty() || values.contains("")) {
            throw wrong.apply("is empty");
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String value : values) {
            if (!distinct.add(value)) {
                throw wrong.apply("has an entry twice, number %d and %d"
                        .formatted(values.indexOf(value) + 1, distinct.size() + 1));
            }
        }
        return ImmutableSet.copyOf(distinct);
    }
}
