package io.github.kdpbridge.simulator;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares JSON as trees, whatever the order of fields. */
public final class Trees {
    private static final Moshi MOSHI = new Moshi.Builder().build();

    private Trees() {}

    /** A tree of maps, lists and scalars; numbers are doubles, which all codes fit. */
    public static Object parse(String json) throws IOException {
        return Objects.requireNonNull(MOSHI.adapter(Object.class).fromJson(json));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String json) throws IOException {
        return (Map<String, Object>) parse(json);
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(String json) throws IOException {
        return (List<Map<String, Object>>) parse(json);
    }

    public static String text(String json, String field) throws IOException {
        return String.valueOf(object(json).get(field));
    }

    /** The JSON of a field that holds an object. */
    public static String member(String json, String field) throws IOException {
        return MOSHI.adapter(Object.class)
                .toJson(Objects.requireNonNull(object(json).get(field), json));
    }

    /** The objects in a field. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(Map<String, Object> object, String field) {
        return (List<Map<String, Object>>) Objects.requireNonNull(object.get(field), field);
    }
}
