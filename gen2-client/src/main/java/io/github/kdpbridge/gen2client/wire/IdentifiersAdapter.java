package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Writes the identifiers of an upload or a deletion. Nearly all are simple: their bytes are copied, without a string each. */
final class IdentifiersAdapter extends JsonAdapter<Identifiers> {
    private static final byte[] BEFORE = {',', '"'};
    private static final byte[] AFTER = {'"'};

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
                write(identifiers, json);
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
        int each = BEFORE.length + identifiers.width() + AFTER.length;
        return (long) each * identifiers.size() + "]".length();
    }

    /** Writes many at a time, because a sink costs about as much for a byte as for many ({@code PartsBenchmark.client}). */
    private static void write(Identifiers identifiers, BufferedSink json) throws IOException {
        json.writeByte('[');
        int[] comma = {1}; // which the first has not
        identifiers.forEachBlock(BEFORE, AFTER, (block, from, length) -> {
            json.write(block, from + comma[0], length - comma[0]);
            comma[0] = 0;
        });
        json.writeByte(']');
    }
}
