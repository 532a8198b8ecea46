package io.github.kdpbridge.serviceclient.json;

import com.google.common.base.CharMatcher;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of an answer, without loss: fields that are not taken by name are left as unknown. A
 * known field that is null counts as absent. A known field with two values makes the object malformed.
 */
public final class JsonFields {
    private static final int FEW = 4;

    private final FieldNames wanted;
    private final String path;
    /** All in the order of the answer, which may have any number of them. */
    private final List<Field> sent = new ArrayList<>(FEW);

    /** The known ones, by the index of their name; null if absent or taken. */
    private final @Nullable Field[] known;

    /** The last value of each known field: many items of a list share a code and a message, and then one object each. */
    private final @Nullable Field[] last;

    private @Nullable String twice;

    /**
     * Starts with no fields.
     *
     * @param wanted the known fields
     * @param path the object's path in the answer, for messages; empty for an item, whose list knows it
     */
    public JsonFields(FieldNames wanted, String path) {
        this.wanted = wanted;
        this.path = path;
        this.known = new Field[wanted.names().size()];
        this.last = new Field[wanted.names().size()];
    }

    /**
     * Reads a whole object.
     *
     * @throws RuntimeException if a known field is there twice, with two values
     */
    public static JsonFields of(JsonReader reader, FieldNames wanted) throws IOException {
        JsonFields fields = new JsonFields(wanted, reader.getPath());
        fields.read(reader);
        fields.checkOnce();
        return fields;
    }

    /** Reads a whole object, replacing earlier fields. */
    void read(JsonReader reader) throws IOException {
        clear();
        reader.beginObject();
        while (reader.hasNext()) {
            add(reader);
        }
        reader.endObject();
    }

    void clear() {
        sent.clear();
        Arrays.fill(known, null);
        twice = null;
    }

    /**
     * Fails on a known field with two values: the last one would win, and a success could hide a failure.
     *
     * @throws RuntimeException if there is one
     */
    public void checkOnce() {
        if (twice != null) {
            throw misfit("." + twice + " is there twice, with two values");
        }
    }

    /** Adds the field whose name is next. */
    public void add(JsonReader reader) throws IOException {
        int at = reader.selectName(wanted.options());
        if (at < 0) {
            sent.add(new Field(at, reader.nextName(), json(reader), Kind.JSON));
            return;
        }
        switch (reader.peek()) {
            case STRING -> put(at, reader.nextString(), Kind.STRING);
            case NUMBER -> put(at, reader.nextString(), Kind.NUMBER);
            case NULL -> reader.skipValue();
            default -> put(at, json(reader), Kind.JSON);
        }
    }

    void put(int at, String text, Kind kind) {
        Field field = field(at, text, kind);
        Field before = known[at];
        if (before == null) {
            sent.add(field);
        } else if (!before.equals(field)) {
            twice = field.name();
        }
        known[at] = field;
    }

    private Field field(int at, String text, Kind kind) {
        Field before = last[at];
        if (before != null && before.kind() == kind && before.text().equals(text)) {
            return before;
        }
        Field field = new Field(at, wanted.names().get(at), text, kind);
        last[at] = field;
        return field;
    }

    private @Nullable Field get(String name) {
        Integer at = wanted.indexes().get(name);
        return at == null ? null : known[at];
    }

    private @Nullable Field take(String name) {
        Field field = get(name);
        if (field != null) {
            known[field.at()] = null;
        }
        return field;
    }

    /**
     * Returns the exception for a malformed object.
     *
     * @param what the end of a sentence that begins with the object's path
     */
    public RuntimeException misfit(String what) {
        return path.isEmpty() ? new MisfitException(what) : new JsonDataException(path + what);
    }

    /** Returns whether there is a known field of this name. */
    public boolean contains(String name) {
        return get(name) != null;
    }

    /** Returns whether there is a non-empty text or number of this name. */
    public boolean has(String name) {
        Field value = get(name);
        return value != null && value.kind() != Kind.JSON && !value.text().isEmpty();
    }

    /**
     * Takes a text, or the digits of a number.
     *
     * @throws JsonDataException if it is anything else
     */
    public @Nullable String text(String name) {
        Field value = take(name);
        if (value != null && value.kind() == Kind.JSON) {
            throw misfit("." + name + " is neither a text nor a number");
        }
        return value == null ? null : value.text();
    }

    /** Takes a non-empty text, or the digits of a number; anything else stays. */
    public @Nullable String textIfAny(String name) {
        return has(name) ? text(name) : null;
    }

    /** Takes a whole number from 0, which may be quoted; anything else stays. */
    public @Nullable Long wholeNumberIfAny(String name) {
        Field value = get(name);
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

    /** Takes a text as it is, the only element of an array, and any other value as its JSON. */
    public @Nullable String any(String name) {
        Field value = take(name);
        if (value == null || value.kind() != Kind.JSON) {
            return value == null ? null : value.text();
        }
        Field only = JsonText.onlyElement(value);
        return only == null ? value.text() : only.text();
    }

    /**
     * Takes a code: a number, a text, or an array with one of them (documented). An empty text counts as absent.
     *
     * @throws JsonDataException if it is anything else
     */
    public @Nullable String code(String name) {
        Field value = take(name);
        if (value != null && value.kind() == Kind.JSON) {
            value = JsonText.onlyElement(value);
            if (value == null) {
                throw misfit("." + name + " is neither a text nor a number, nor an array with one of them");
            }
        }
        if (value == null || value.text().isBlank()) {
            return null;
        }
        String text = value.text().strip();
        return value.kind() == Kind.NUMBER ? wholeNumber(name, text) : text;
    }

    private String wholeNumber(String name, String number) {
        if (CharMatcher.inRange('0', '9').matchesAllOf(number)) {
            return number;
        }
        try {
            return Long.toString(new BigDecimal(number).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw misfit("." + name + " is not a whole number");
        }
    }

    /** Returns the fields that were not taken. Of two unknown fields of one name, the last one counts. */
    public UnknownFields unknown() {
        Map<String, String> left = null;
        for (Field field : sent) {
            if (isLeft(field)) {
                left = left == null ? new LinkedHashMap<>() : left;
                left.put(field.name(), field.json());
            }
        }
        return left == null ? UnknownFields.none() : UnknownFields.of(left);
    }

    private boolean isLeft(Field field) {
        return field.at() < 0 || known[field.at()] != null;
    }

    /** Copies a value as it was sent. The copy only counts brackets, so the value is parsed first. */
    private static String json(JsonReader reader) throws IOException {
        try (JsonReader ahead = reader.peekJson()) {
            ahead.skipValue();
        }
        try (BufferedSource json = reader.nextSource()) {
            return json.readUtf8();
        }
    }

    /** The kind of a value; arrays and objects are not distinguished. */
    enum Kind {
        STRING,
        NUMBER,
        JSON
    }

    /**
     * A field.
     *
     * @param at the index of its name; negative for an unknown field
     * @param text its unquoted string, or the JSON of any other value
     */
    record Field(int at, String name, String text, Kind kind) {
        String json() {
            return kind == Kind.STRING ? JsonText.quoted(text) : text;
        }
    }

    /** A malformed item; {@link JsonItems} adds its index. */
    static final class MisfitException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MisfitException(String message) {
            super(message);
        }
    }
}
