package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.ledger.StorableText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request of somebody who is signed in. That a form came from the page itself, and from somebody who may act, is checked
 * before.
 *
 * @param visitor who asks
 * @param method GET, or POST for an act
 * @param path the path below {@link MigrationPages#ROOT}: {@code /units}; empty for the overview
 * @param fields the parameters of a question, or the fields of a form, with their values; copied
 */
public record PageRequest(Visitor visitor, String method, String path, Map<String, List<String>> fields) {
    public PageRequest {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        fields = ImmutableMap.copyOf(fields);
    }

    /**
     * Checks that all fields are texts that a ledger can be asked for.
     *
     * @throws IllegalArgumentException if one is not
     */
    void requireText() {
        fields.forEach((name, values) -> values.forEach(value -> StorableText.require(name, value)));
    }

    /** Returns the values of a field. */
    List<String> all(String field) {
        return fields.getOrDefault(field, ImmutableList.of());
    }

    /** Returns the value of a field, without blanks around it; null if it is absent or empty. */
    @Nullable String one(String field) {
        List<String> values = all(field);
        if (values.size() > 1) {
            throw new IllegalArgumentException("%s is there %d times; once is enough".formatted(field, values.size()));
        }
        String value = values.isEmpty() ? "" : values.get(0).strip();
        return value.isEmpty() ? null : value;
    }
}
