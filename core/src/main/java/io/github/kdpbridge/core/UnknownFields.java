package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fields of an answer that this library does not know, so that nothing from the service is lost.
 *
 * <p>Each value is JSON text exactly as the service sent it: {@code "blue"} with its quotes, {@code 1.50} with all its
 * digits, {@code null}, or a whole object. Read it with any JSON library.
 *
 * @param json the JSON text by field name, in the service's order; copied
 */
public record UnknownFields(Map<String, String> json) {
    private static final UnknownFields NONE = new UnknownFields(Map.of());

    public UnknownFields {
        json = ImmutableMap.copyOf(json);
    }

    /** Returns no fields. */
    public static UnknownFields none() {
        return NONE;
    }

    /** Returns fields by their names, each as JSON text; copied. */
    public static UnknownFields of(Map<String, String> json) {
        return json.isEmpty() ? NONE : new UnknownFields(json);
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return json.isEmpty();
    }

    /** Returns the JSON text of a field; empty if it is absent. */
    public Optional<String> json(String name) {
        return Optional.ofNullable(json.get(Objects.requireNonNull(name, "name")));
    }

    /** Returns the names of the fields, never their values, which may identify a device: {@code [color, model]}. */
    @Override
    public String toString() {
        return json.keySet().toString();
    }
}
