package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A header of a request or an answer. One that is repeated is there several times.
 *
 * @param name the name; its case does not matter
 * @param value the value
 */
public record Gen1Header(String name, String value) {
    public Gen1Header {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /** Returns whether it has a name; case does not matter. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    static List<Gen1Header> of(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> new Gen1Header(header.getKey(), header.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    static Map<String, String> firsts(List<Gen1Header> headers) {
        Map<String, String> firsts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> firsts.putIfAbsent(header.name(), header.value()));
        return Collections.unmodifiableMap(firsts);
    }

    static Optional<String> first(List<Gen1Header> headers, String name) {
        for (Gen1Header header : headers) {
            if (header.isNamed(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** Returns only the name: the value may be a key. */
    @Override
    public String toString() {
        return name;
    }
}
