package io.github.kdpbridge.simulator.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A value of a JSON document, with the path that complaints name. Each reading throws when the value is another. */
public final class JsonValue {
    private final String path;
    private final @Nullable Object value;

    private JsonValue(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /** Reads a UTF-8 document, an object whose fields are named from its root, such as {@code devices.list}. */
    public static JsonValue parse(ByteString document) throws JsonProblem {
        return parse(document, "");
    }

    /** Reads a UTF-8 document, an object whose fields are named below a root, such as {@code $}. */
    public static JsonValue parse(ByteString document, String root) throws JsonProblem {
        Object tree = JsonTree.parse(document);
        if (tree instanceof Fields) {
            return new JsonValue(root, tree);
        }
        throw new JsonProblem(root, "it is not an object");
    }

    /** Where it stands, such as {@code devices.list}. */
    public String path() {
        return path;
    }

    /** A complaint about it, which begins with its path. */
    public JsonProblem problem(String complaint) {
        return new JsonProblem(path, path + " " + complaint);
    }

    /** Whether there is no such field, or it is null. */
    public boolean isAbsent() {
        return value == null;
    }

    /** Whether it is absent or an empty string. */
    public boolean isMissing() {
        return value == null || "".equals(value);
    }

    /** Whether it is a string or a number. */
    public boolean isText() {
        return text(value) != null;
    }

    /** The field of an object; absent when it has none of that name, or this is no object. */
    public JsonValue field(String name) {
        return new JsonValue(
                path.isEmpty() ? name : path + "." + name, value instanceof Fields fields ? fields.get(name) : null);
    }

    /** The names of an object's fields, in the order of the document; none when this is no object. */
    public Set<String> names() {
        return value instanceof Fields fields ? fields.keySet() : Set.of();
    }

    /** Itself, when it is an object. */
    public JsonValue object() throws JsonProblem {
        if (value instanceof Fields) {
            return this;
        }
        throw problem("must be an object");
    }

    /** Itself, when it is an object or absent. */
    public JsonValue objectOrEmpty() throws JsonProblem {
        return isAbsent() ? this : object();
    }

    /** The text of a string, or of a number as it was written. */
    public String text() throws JsonProblem {
        String text = text(value);
        if (text == null) {
            throw problem("must be a string");
        }
        return text;
    }

    /** The text, or null when it is missing. */
    public @Nullable String textOrNull() throws JsonProblem {
        return isMissing() ? null : text();
    }

    /** The texts of an array of strings. */
    public List<String> texts() throws JsonProblem {
        JsonProblem problem = problem("must be an array of strings");
        if (!(value instanceof List<?> elements)) {
            throw problem;
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            String text = text(element);
            if (text == null) {
                throw problem;
            }
            texts.add(text);
        }
        return texts;
    }

    /** The elements of an array; none when it is absent. */
    public List<JsonValue> elements() throws JsonProblem {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw problem("must be an array");
        }
        List<JsonValue> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            values.add(new JsonValue(path + "[" + values.size() + "]", element));
        }
        return values;
    }

    /** The elements of an array, or itself when it is none. */
    public List<JsonValue> elementsOrSelf() throws JsonProblem {
        return value instanceof List<?> ? elements() : List.of(this);
    }

    /** A whole number in a range. */
    public long number(long least, long most) throws JsonProblem {
        try {
            if (value instanceof JsonTree.NumberText number) {
                long whole = Long.parseLong(number.text());
                if (whole >= least && whole <= most) {
                    return whole;
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        throw problem("must be a whole number from " + least + " to " + most);
    }

    /** A truth value. */
    public boolean flag() throws JsonProblem {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw problem("must be true or false");
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof JsonTree.NumberText number) {
            return number.text();
        }
        return value instanceof String text ? text : null;
    }
}
