package io.github.kdpbridge.gen1facade.typed;

import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of an answer, leniently: fields in any order, a number for a text and vice versa, null for an absent
 * field. Fields of other names are kept as unknown. A malformed answer is an {@link IOException}, as callers of
 * Retrofit expect, and quotes only field names of the answer.
 */
final class AnswerAdapter<T extends Gen1Object> extends JsonAdapter<T> {
    private final Supplier<T> start;
    private final Map<String, Field<T>> fields = new HashMap<>();

    /** Sets a value of an answer in a bean. */
    private interface Field<T> {
        void read(JsonReader reader, T bean) throws IOException;
    }

    private AnswerAdapter(Supplier<T> start) {
        this.start = start;
    }

    static <T extends Gen1Object> AnswerAdapter<T> of(Supplier<T> start) {
        return new AnswerAdapter<>(start);
    }

    AnswerAdapter<T> text(String name, BiConsumer<T, String> setter) {
        fields.put(name, (reader, bean) -> setter.accept(bean, text(reader)));
        return this;
    }

    AnswerAdapter<T> number(String name, BiConsumer<T, Long> setter) {
        fields.put(name, (reader, bean) -> {
            Long number = Longs.tryParse(text(reader));
            if (number == null) {
                throw unreadable(reader, "is not a whole number");
            }
            setter.accept(bean, number);
        });
        return this;
    }

    <I extends Gen1Object> AnswerAdapter<T> list(String name, AnswerAdapter<I> items, BiConsumer<T, List<I>> setter) {
        fields.put(name, (reader, bean) -> {
            require(reader, JsonReader.Token.BEGIN_ARRAY, "is not an array");
            List<I> list = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                list.add(items.fromJson(reader));
            }
            reader.endArray();
            setter.accept(bean, list);
        });
        return this;
    }

    @Override
    public T fromJson(JsonReader reader) throws IOException {
        require(reader, JsonReader.Token.BEGIN_OBJECT, "is not an object");
        T bean = start.get();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            Field<T> field = fields.get(name);
            if (field == null) {
                bean.getUnknownFields().put(name, json(reader));
            } else if (reader.peek() == JsonReader.Token.NULL) {
                reader.skipValue();
            } else {
                field.read(reader, bean);
            }
        }
        reader.endObject();
        return bean;
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) {
        throw new UnsupportedOperationException("answers are only read");
    }

    private static String text(JsonReader reader) throws IOException {
        JsonReader.Token token = reader.peek();
        return token == JsonReader.Token.STRING || token == JsonReader.Token.NUMBER
                ? reader.nextString()
                : json(reader);
    }

    private static String json(JsonReader reader) throws IOException {
        try (BufferedSource json = reader.nextSource()) {
            return json.readUtf8();
        }
    }

    private static void require(JsonReader reader, JsonReader.Token token, String complaint) throws IOException {
        if (reader.peek() != token) {
            throw unreadable(reader, complaint);
        }
    }

    private static IOException unreadable(JsonReader reader, String complaint) {
        return new IOException("the answer is not one of generation 1: " + reader.getPath() + " " + complaint);
    }
}
