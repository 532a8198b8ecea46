package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of an answer, of which nothing is lost: whatever is not taken out by its name is left
 * as unknown. Null fields that somebody might take out count as absent.
 */
final class JsonFields {
    private static final int FEW = 4;

    private final Collection<String> wanted;
    private final String path;
    /** A handful, in their order: in a status there is one of these for each device. */
    private final List<Field> fields = new ArrayList<>(FEW);

    /** Starts with no fields, for a reader at the beginning of the object. */
    JsonFields(Collection<String> wanted, JsonReader reader) {
        this.wanted = wanted;
        this.path = reader.getPath();
    }

    /** Reads a whole object; {@code wanted} are the fields that may be taken out. */
    static JsonFields read(Collection<String> wanted, JsonReader reader) throws IOException {
        JsonFields fields = new JsonFields(wanted, reader);
        reader.beginObject();
        while (reader.hasNext()) {
            fields.add(reader.nextName(), reader);
        }
        reader.endObject();
        return fields;
    }

    /** Adds the field at whose value the reader stands. */
    void add(String name, JsonReader reader) throws IOException {
        JsonReader.Token token = reader.peek();
        if (!wanted.contains(name)) {
            put(name, new Value(json(reader), Kind.JSON));
        } else if (token == JsonReader.Token.STRING) {
            put(name, new Value(reader.nextString(), Kind.STRING));
        } else if (token == JsonReader.Token.NUMBER) {
            put(name, new Value(reader.nextString(), Kind.NUMBER));
        } else if (token == JsonReader.Token.NULL) {
            reader.skipValue();
        } else {
            put(name, new Value(json(reader), Kind.JSON));
        }
    }

    /** Of two fields of one name the last one counts. */
    private void put(String name, Value value) {
        Field field = new Field(name, value);
        int at = indexOf(name);
        if (at < 0) {
            fields.add(field);
        } else {
            fields.set(at, field);
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Value get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : fields.get(at).value();
    }

    private @Nullable Value take(String name) {
        int at = indexOf(name);
        return at < 0 ? null : fields.remove(at).value();
    }

    /** Returns where in the answer the object stands. */
    String path() {
        return path;
    }

    /** Returns whether there is anything of this name. */
    boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    /** Returns whether there is a text or number of this name, and it is not empty. */
    boolean has(String name) {
        Value value = get(name);
        return value != null && value.kind() != Kind.JSON && !value.text().isEmpty();
    }

    /**
     * Takes out a text, or the digits of a number.
     *
     * @throws JsonDataException if it is anything else
     */
    @Nullable String text(String name) {
        Value value = take(name);
        if (value != null && value.kind() == Kind.JSON) {
            throw new JsonDataException(path + "." + name + " is neither a text nor a number");
        }
        return value == null ? null : value.text();
    }

    /** Takes out a text that is not empty, or the digits of a number; anything else stays. */
    @Nullable String textIfAny(String name) {
        return has(name) ? text(name) : null;
    }

    /** Takes out a whole number from 0, which may stand in quotes; anything else stays. */
    @Nullable Long wholeNumberIfAny(String name) {
        Value value = get(name);
        if (value == null || value.kind() == Kind.JSON) {
            return null;
        }
        try {
            long number = Long.parseLong(value.text());
            if (number < 0) {
                return null;
            }
            var unused = take(name);
            return number;
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    /** Takes out a text as it is, and any other value as its JSON. */
    @Nullable String any(String name) {
        Value value = take(name);
        return value == null ? null : value.text();
    }

    /** Returns what was not taken out. */
    UnknownFields unknown() {
        if (fields.isEmpty()) {
            return UnknownFields.none();
        }
        Map<String, String> left = new LinkedHashMap<>();
        fields.forEach(field -> left.put(field.name(), field.value().json()));
        return UnknownFields.of(left);
    }

    /** Cuts a value out as it was sent. The cut itself only counts brackets, so the value is read once before. */
    private static String json(JsonReader reader) throws IOException {
        try (JsonReader ahead = reader.peekJson()) {
            ahead.skipValue();
        }
        try (BufferedSource json = reader.nextSource()) {
            return json.readUtf8();
        }
    }

    private record Field(String name, Value value) {}

    private enum Kind {
        STRING,
        NUMBER,
        JSON
    }

    /** A string without its quotes, or the JSON of anything else. */
    private record Value(String text, Kind kind) {
        String json() {
            return kind == Kind.STRING ? JsonText.quoted(text) : text;
        }
    }
}
