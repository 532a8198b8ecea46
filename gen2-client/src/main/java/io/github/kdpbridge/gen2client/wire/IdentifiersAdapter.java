package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the identifiers of an upload or a deletion. Nearly all are short and plain ASCII; those go out as their bytes,
 * which is several times as fast as looking for what has to be escaped. The others go through Moshi.
 */
final class IdentifiersAdapter extends JsonAdapter<List<String>> {
    private static final int CHUNK = 1024;
    /** Beside the text: a comma and two quotation marks. */
    private static final int MARKS = 3;

    @Override
    public List<String> fromJson(JsonReader reader) {
        throw new UnsupportedOperationException("the identifiers of a request are only written");
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable List<String> identifiers) throws IOException {
        Objects.requireNonNull(identifiers, "identifiers");
        try (BufferedSink json = writer.valueSink()) {
            byte[] chunk = new byte[Math.min(CHUNK, 2 + identifiers.size() * 20)];
            int used = 0;
            json.writeByte('[');
            boolean first = true;
            for (String identifier : identifiers) {
                if (chunk.length - used < identifier.length() + MARKS) {
                    json.write(chunk, 0, used);
                    used = 0;
                }
                int end = plain(identifier, first, chunk, used);
                if (end > 0) {
                    used = end;
                } else {
                    json.write(chunk, 0, used);
                    used = 0;
                    json.writeUtf8(first ? "" : ",").writeUtf8(JsonText.quoted(identifier));
                }
                first = false;
            }
            json.write(chunk, 0, used).writeByte(']');
        }
    }

    /** Writes an identifier, with what stands around it; returns where it ends, or -1 if it is not plain, or too long. */
    private static int plain(String identifier, boolean first, byte[] chunk, int from) {
        int length = identifier.length();
        if (chunk.length - from < length + MARKS) {
            return -1;
        }
        int at = from;
        if (!first) {
            chunk[at++] = ',';
        }
        chunk[at++] = '"';
        for (int i = 0; i < length; i++) {
            char character = identifier.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return -1;
            }
            chunk[at++] = (byte) character;
        }
        chunk[at++] = '"';
        return at;
    }
}
