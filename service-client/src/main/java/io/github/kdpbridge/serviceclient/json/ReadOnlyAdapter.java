package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An adapter for objects that only the service writes. */
public final class ReadOnlyAdapter<T> extends JsonAdapter<T> {
    private final Reading<T> reading;

    public ReadOnlyAdapter(Reading<T> reading) {
        this.reading = reading;
    }

    /** Returns null for a JSON null. */
    @Override
    public @Nullable T fromJson(JsonReader reader) throws IOException {
        return reader.peek() == JsonReader.Token.NULL ? reader.nextNull() : reading.read(reader);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) {
        throw new UnsupportedOperationException("answers of the service are only read");
    }

    /** Reads one value that is not null. */
    public interface Reading<T> {
        T read(JsonReader reader) throws IOException;
    }
}
