package io.github.kdpbridge.gateway.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.ledger.StorableText;
import io.github.kdpbridge.core.migration.Author;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request of an operator whose token was right.
 *
 * @param author the operator
 * @param method GET or POST
 * @param name the name of the question or act: {@code status}
 * @param query the parameters; copied
 * @param body the body; empty for a question
 */
public record AdminRequest(Author author, String method, String name, Map<String, List<String>> query, String body) {
    public AdminRequest {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(name, "name");
        query = ImmutableMap.copyOf(query);
        Objects.requireNonNull(body, "body");
    }

    /**
     * Checks that all parameters are texts that a ledger can be asked for.
     *
     * @throws IllegalArgumentException if one is not
     */
    void requireText() {
        query.forEach((name, values) -> values.forEach(value -> StorableText.require(name, value)));
    }

    /** Returns the values of a parameter. */
    List<String> all(String parameter) {
        return query.getOrDefault(parameter, ImmutableList.of());
    }

    /** Returns the value of a parameter; null if it is absent. */
    @Nullable String one(String parameter) {
        List<String> values = all(parameter);
        if (values.size() > 1) {
            throw new IllegalArgumentException(
                    "%s is there %d times; once is enough".formatted(parameter, values.size()));
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
