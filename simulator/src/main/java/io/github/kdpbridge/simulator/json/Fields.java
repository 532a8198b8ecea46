package io.github.kdpbridge.simulator.json;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, in the order they are written: texts, numbers, booleans, lists, fields, and nulls. */
public final class Fields extends LinkedHashMap<String, @Nullable Object> {
    /** Adds a field; {@link Json#write} leaves it out when it is null. */
    public Fields and(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }
}
