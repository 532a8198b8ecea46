package io.github.kdpbridge.simulator.json;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON: fields in the order of the record. Moshi's own record adapter wants public records, and no
 * wire type is.
 */
public final class Json {
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            List<Method> accessors = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return accessors;
        }
    };

    private Json() {}

    /**
     * The JSON of a record, or of a list of records, without fields that are null.
     *
     * @param value records, lists, maps, texts, numbers and booleans
     * @return the UTF-8 text
     */
    public static ByteString write(Object value) {
        return write(value, false);
    }

    /**
     * The same with fields that are null.
     *
     * @param value records, lists, maps, texts, numbers and booleans
     * @return the UTF-8 text
     */
    public static ByteString writeWithNulls(Object value) {
        return write(value, true);
    }

    private static ByteString write(Object value, boolean nulls) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setSerializeNulls(nulls);
            write(writer, value);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
        return buffer.readByteString();
    }

    private static void write(JsonWriter writer, @Nullable Object value)
            throws IOException, ReflectiveOperationException {
        if (value == null) {
            writer.nullValue();
        } else if (value instanceof Record fields) {
            writer.beginObject();
            for (Method accessor : ACCESSORS.get(fields.getClass())) {
                writer.name(accessor.getName());
                write(writer, accessor.invoke(fields));
            }
            writer.endObject();
        } else if (value instanceof Map<?, ?> fields) {
            writer.beginObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                writer.name(String.valueOf(field.getKey()));
                write(writer, field.getValue());
            }
            writer.endObject();
        } else if (value instanceof List<?> elements) {
            writer.beginArray();
            for (Object element : elements) {
                write(writer, element);
            }
            writer.endArray();
        } else if (value instanceof Number number) {
            writer.value(number);
        } else if (value instanceof Boolean flag) {
            writer.value(flag);
        } else {
            writer.value(value.toString());
        }
    }
}
