package io.github.kdpbridge.simulator.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link JsonObject}, or an element of an array, with the path that complaints name.
 */
public final class JsonField {
    private final String path;
    private final @Nullable Object value;

    JsonField(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /**
     * Where it stands.
     *
     * @return the path, such as {@code devices.list}
     */
    public String path() {
        return path;
    }

    /**
     * A complaint about it.
     *
     * @param complaint what is wrong, without the path
     * @return the problem, whose text begins with the path
     */
    public JsonProblem problem(String complaint) {
        return new JsonProblem(path, path + " " + complaint);
    }

    /**
     * Whether there is no such field, or it is null.
     *
     * @return true when it is absent
     */
    public boolean isAbsent() {
        return value == null;
    }

    /**
     * Whether it is absent or an empty string.
     *
     * @return true when it is missing
     */
    public boolean isMissing() {
        return value == null || "".equals(value);
    }

    /**
     * Whether it is a string or a number.
     *
     * @return true when {@link #text} has an answer
     */
    public boolean isText() {
        return value instanceof String || value instanceof JsonTree.NumberText;
    }

    /**
     * The text of a string, or of a number as it was written.
     *
     * @return the text
     * @throws JsonProblem if it is neither
     */
    public String text() throws JsonProblem {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof JsonTree.NumberText number) {
            return number.text();
        }
        throw problem("must be a string");
    }

    /**
     * The text, unless it is missing.
     *
     * @return the text, or null when the field is absent or empty
     * @throws JsonProblem if it is neither a string nor a number
     */
    public @Nullable String textOrNull() throws JsonProblem {
        return isMissing() ? null : text();
    }

    /**
     * The texts of an array of strings.
     *
     * @return the texts
     * @throws JsonProblem if it is anything else
     */
    public List<String> texts() throws JsonProblem {
        JsonProblem problem = problem("must be an array of strings");
        if (!(value instanceof List<?> elements)) {
            throw problem;
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element instanceof String text) {
                texts.add(text);
            } else if (element instanceof JsonTree.NumberText number) {
                texts.add(number.text());
            } else {
                throw problem;
            }
        }
        return texts;
    }

    /**
     * The object.
     *
     * @return the object
     * @throws JsonProblem if it is anything else
     */
    public JsonObject object() throws JsonProblem {
        return JsonObject.of(path, value, path + " must be an object");
    }

    /**
     * The object, or one without fields when the field is absent.
     *
     * @return the object
     * @throws JsonProblem if it is anything else
     */
    public JsonObject objectOrEmpty() throws JsonProblem {
        return isAbsent() ? JsonObject.empty(path) : object();
    }

    /**
     * The elements of an array; none when the field is absent.
     *
     * @return the elements
     * @throws JsonProblem if it is anything else
     */
    public List<JsonField> elements() throws JsonProblem {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw problem("must be an array");
        }
        List<JsonField> fields = new ArrayList<>(elements.size());
        for (Object element : elements) {
            fields.add(new JsonField(path + "[" + fields.size() + "]", element));
        }
        return fields;
    }

    /**
     * The elements of an array, or the field itself when it is none.
     *
     * @return the elements
     * @throws JsonProblem never for an array
     */
    public List<JsonField> elementsOrSelf() throws JsonProblem {
        return value instanceof List<?> ? elements() : List.of(this);
    }

    /**
     * A whole number in a range.
     *
     * @param least the least
     * @param most the most
     * @return the number
     * @throws JsonProblem if it is no whole number, or out of the range
     */
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

    /**
     * A truth value.
     *
     * @return the value
     * @throws JsonProblem if it is anything else
     */
    public boolean flag() throws JsonProblem {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw problem("must be true or false");
    }
}
