package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.PackedIdentifiers;
import io.github.kdpbridge.serviceclient.json.JsonText;
import java.io.IOException;
import java.util.List;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the identifiers of an upload or a deletion. Short ASCII identifiers, which nearly all are, are copied as
 * bytes, several times as fast as with a search for characters to escape. The others go through Moshi.
 */
final class IdentifiersAdapter extends JsonAdapter<List<String>> {
    private static final int CHUNK = 1024;
    /** A comma and two quotation marks. */
    private static final int MARKS = 3;

    @Override
    public List<String> fromJson(JsonReader reader) {
        throw new UnsupportedOperationException("the identifiers of a request are only written");
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable List<String> identifiers) throws IOException {
        if (identifiers == null) {
            writer.nullValue();
            return;
        }
        try (BufferedSink json = writer.valueSink()) {
            if (identifiers instanceof PackedIdentifiers packed) {
                write(packed, json);
            } else {
                write(identifiers, json);
            }
        }
    }

    /** Returns the length of the array in bytes. */
    static long length(PackedIdentifiers identifiers) {
        long elements = (long) identifiers.size() * (identifiers.width() + MARKS);
        return Math.max(elements - 1, 0) + 2;
    }

    private static void write(PackedIdentifiers identifiers, BufferedSink json) throws IOException {
        int width = identifiers.width();
        int atOnce = Math.max(1, CHUNK / (width + MARKS));
        byte[] chunk = new byte[Math.min(atOnce, identifiers.size()) * (width + MARKS)];
        int used = 0;
        json.writeByte('[');
        for (int i = 0; i < identifiers.size(); i++) {
            if (chunk.length - used < width + MARKS) {
                json.write(chunk, 0, used);
                used = 0;
            }
            if (i > 0) {
                chunk[used++] = ',';
            }
            chunk[used++] = '"';
            identifiers.copy(i, chunk, used);
            used += width;
            chunk[used++] = '"';
        }
        json.write(chunk, 0, used).writeByte(']');
    }

    private static void write(List<String> identifiers, BufferedSink json) throws IOException {
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

    /**
     * Writes an identifier with its punctuation; returns the end, or -1 if the identifier is not plain, or too long.
     */
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
