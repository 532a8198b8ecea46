package io.github.kdpbridge.gen1facade.wire;

import com.google.common.base.Utf8;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Parses the body of a request, apart from its fields. */
final class JsonBody {
    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");
    private static final ByteString ZERO = ByteString.of((byte) 0);
    private static final int WIDEST_CHARACTER = 4;
    /** The top bit of each of eight bytes. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private JsonBody() {}

    /** Reads the content between the outer braces. */
    interface Reading<T> {
        /**
         * Reads the body.
         *
         * @param reader the parser
         * @param unread the bytes not yet read by the parser
         */
        T read(JsonReader reader, Buffer unread) throws IOException;
    }

    /**
     * Reads a body.
     *
     * @throws Gen1Refusal if it is not JSON in UTF-8, or a field has the wrong type
     */
    static <T> T read(ByteString body, Reading<T> reading) {
        Buffer json = new Buffer().write(body);
        requireUtf8(body, json);
        try (JsonReader reader = JsonReader.of(json)) {
            if (body.startsWith(BYTE_ORDER_MARK)) {
                json.skip(BYTE_ORDER_MARK.size());
            }
            T value = reading.read(reader, json);
            var unused = reader.peek(); // fails on anything behind the end
            return value;
        } catch (EOFException e) {
            throw Gen1Refusal.parameter("the body is not valid JSON: it is empty or ends too early");
        } catch (IOException | JsonDataException e) {
            throw Gen1Refusal.parameter("the body is not valid JSON" + place(e));
        }
    }

    /** The parser would silently replace malformed UTF-8. A zero byte at the start means UTF-16 or UTF-32. */
    private static void requireUtf8(ByteString body, Buffer json) {
        ByteString start = body.substring(0, Math.min(body.size(), WIDEST_CHARACTER));
        if (start.indexOf(ZERO) >= 0 || !(isAscii(json) || Utf8.isWellFormed(body.toByteArray()))) {
            throw Gen1Refusal.parameter("the body is not in UTF-8");
        }
    }

    /** A fast path without a copy: most bodies are ASCII. 32 bytes at a time take a third of the time of 8 ({@code PartsBenchmark.decode}). */
    private static boolean isAscii(Buffer body) {
        long seen = 0;
        try (Buffer.UnsafeCursor memory = body.readUnsafe(new Buffer.UnsafeCursor())) {
            while (memory.next() >= 0) {
                ByteBuffer bytes = ByteBuffer.wrap(memory.data, memory.start, memory.end - memory.start);
                int at = memory.start;
                for (; memory.end - at >= 4 * Long.BYTES; at += 4 * Long.BYTES) {
                    seen |= bytes.getLong(at)
                            | bytes.getLong(at + Long.BYTES)
                            | bytes.getLong(at + 2 * Long.BYTES)
                            | bytes.getLong(at + 3 * Long.BYTES);
                }
                bytes.position(at);
                while (bytes.remaining() >= Long.BYTES) {
                    seen |= bytes.getLong();
                }
                while (bytes.hasRemaining()) {
                    seen |= bytes.get();
                }
            }
        }
        return (seen & NOT_ASCII) == 0;
    }

    /** Returns only the place: the parser's own message is for programmers. */
    private static String place(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Nesting too deep")) {
            return ": it is nested too deeply";
        }
        int at = message.lastIndexOf(" at path ");
        return at < 0 ? "" : message.substring(at);
    }

    /** Reads a string or a number; null and an empty string count as absent (observed for vendorId). */
    static @Nullable String string(JsonReader reader, String field) throws IOException {
        if (absent(reader)) {
            return null;
        }
        String text = text(reader, field, " must be a string");
        return text.isEmpty() ? null : text;
    }

    static String text(JsonReader reader, String field, String complaint) throws IOException {
        JsonReader.Token token = reader.peek();
        if (token != JsonReader.Token.STRING && token != JsonReader.Token.NUMBER) {
            throw Gen1Refusal.parameter(field + complaint);
        }
        String text = reader.nextString();
        requireWholeCharacters(text);
        return text;
    }

    /** An escape can produce half of a surrogate pair, which UTF-8 would turn into a question mark. */
    private static void requireWholeCharacters(String text) {
        try {
            var unused = Utf8.encodedLength(text);
        } catch (IllegalArgumentException e) {
            throw Gen1Refusal.parameter("the body has half of a surrogate pair where a character should be");
        }
    }

    static boolean absent(JsonReader reader) throws IOException {
        if (reader.peek() != JsonReader.Token.NULL) {
            return false;
        }
        reader.<Object>nextNull();
        return true;
    }

    static void begin(JsonReader reader, String what) throws IOException {
        require(reader, JsonReader.Token.BEGIN_OBJECT, what + " must be an object");
        reader.beginObject();
    }

    static void require(JsonReader reader, JsonReader.Token token, String complaint) throws IOException {
        if (reader.peek() != token) {
            throw Gen1Refusal.parameter(complaint);
        }
    }
}
