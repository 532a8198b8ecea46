package io.github.kdpbridge.simulator.json;

import java.util.Map;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields know their path. Immutable once read. */
public final class JsonObject {
    private final String path;
    private final Map<String, @Nullable Object> values;

    private JsonObject(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Reads a document whose fields are named from its root, such as {@code devices.list}.
     *
     * @param document the UTF-8 text
     * @return the object
     * @throws JsonProblem if it is no JSON object
     */
    public static JsonObject parse(ByteString document) throws JsonProblem {
        return parse(document, "");
    }

    /**
     * Reads a document whose fields are named below a root of the caller's choice.
     *
     * @param document the UTF-8 text
     * @param root the name of the document itself, such as {@code $}; empty for none
     * @return the object
     * @throws JsonProblem if it is no JSON object
     */
    public static JsonObject parse(ByteString document, String root) throws JsonProblem {
        return of(root, JsonTree.parse(document), "it is not an object");
    }

    /**
     * A field.
     *
     * @param name its name
     * @return the field, {@linkplain JsonField#isAbsent absent} when the object has none of that name
     */
    public JsonField field(String name) {
        return new JsonField(path.isEmpty() ? name : path + "." + name, values.get(name));
    }

    /**
     * The names of all fields, in the order of the document.
     *
     * @return the names
     */
    public Set<String> names() {
        return values.keySet();
    }

    static JsonObject empty(String path) {
        return new JsonObject(path, Map.of());
    }

    static JsonObject of(String path, @Nullable Object value, String problem) throws JsonProblem {
        if (value instanceof JsonTree.Members members) {
            return new JsonObject(path, members.byName());
        }
        throw new JsonProblem(path, problem);
    }
}
