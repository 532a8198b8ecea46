package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Writes the identifiers of an upload or a deletion. Nearly all are simple: they are passed on as they came. */
final class IdentifiersAdapter extends JsonAdapter<Identifiers> {
    /** A comma and two quotation marks. */
    private static final int MARKS = 3;

    @Override
    public Identifiers fromJson(JsonReader reader) {
        throw new UnsupportedOperationException("the identifiers of a request are only written");
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Identifiers identifiers) throws IOException {
        if (identifiers == null) {
            writer.nullValue();
        } else if (identifiers.width() > 0) {
            try (BufferedSink json = writer.valueSink()) {
                json.writeByte('[');
                identifiers.forEachElements(json::write);
                json.writeByte(']');
            }
        } else {
            writer.beginArray();
            for (String identifier : identifiers) {
                writer.value(identifier);
            }
            writer.endArray();
        }
    }

    /** Returns the length of the array in bytes, of identifiers that have a width. */
    static long length(Identifiers identifiers) {
        return (long) (identifiers.width() + MARKS) * identifiers.size() + "]".length();
    }
}
