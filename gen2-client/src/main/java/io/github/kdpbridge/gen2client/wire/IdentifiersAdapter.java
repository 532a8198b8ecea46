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
        } else if (identifiers.areSimple() && !identifiers.isEmpty()) {
            try (BufferedSink json = writer.valueSink()) {
                Elements elements = new Elements(json, identifiers.memory() + (long) MARKS * identifiers.size());
                identifiers.forEachUtf8(elements);
                elements.flush();
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

    /** Returns the length of the array of simple identifiers in bytes. */
    static long length(Identifiers identifiers) {
        long[] length = {"[".length()};
        identifiers.forEachUtf8((text, from, bytes) -> length[0] += bytes + MARKS);
        return length[0];
    }

    /**
     * Writes a block at a time, because a sink costs about as much for a byte as for many: a third of the time for 1,000
     * devices ({@code PartsBenchmark.client}). The block of a small upload is no larger than its array.
     */
    private static final class Elements implements Identifiers.Utf8<IOException> {
        private static final int BLOCK = 8192;

        private final BufferedSink json;
        private final byte[] block;
        private int used;
        private byte before = '[';

        Elements(BufferedSink json, long length) {
            this.json = json;
            this.block = new byte[(int) Math.min(BLOCK, length)];
        }

        @Override
        public void accept(byte[] text, int from, int length) throws IOException {
            if (block.length - used < length + MARKS) {
                flush();
            }
            block[used] = before;
            block[used + 1] = '"';
            System.arraycopy(text, from, block, used + 2, length);
            used += length + MARKS;
            block[used - 1] = '"';
            before = ',';
        }

        void flush() throws IOException {
            json.write(block, 0, used);
            used = 0;
        }
    }
}
