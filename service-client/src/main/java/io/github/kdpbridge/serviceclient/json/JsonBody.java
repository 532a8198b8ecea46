package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.error.MaskedText;
import java.io.EOFException;
import java.io.IOException;
import okio.BufferedSource;
import okio.ByteString;
import okio.Options;
import org.jspecify.annotations.Nullable;

/** The body of an answer, which is expected to be JSON. It is parsed as it arrives, because it may be large. */
public final class JsonBody {
    /** The byte order marks of UTF-8 and UTF-16. JSON has none (RFC 8259, section 8.1), and some servers send one. */
    private static final Options MARKS =
            Options.of(ByteString.decodeHex("efbbbf"), ByteString.decodeHex("feff"), ByteString.decodeHex("fffe"));

    private static final int LONGEST_PLACE = 200;

    private final BufferedSource source;
    private final Excerpt excerpt;

    private JsonBody(BufferedSource source, Excerpt excerpt) {
        this.source = source;
        this.excerpt = excerpt;
    }

    /**
     * Returns a body without its byte order mark.
     *
     * @throws UnintelligibleException if the body is in UTF-16
     */
    public static JsonBody of(BufferedSource body) throws IOException {
        skipMark(body);
        return new JsonBody(body, Excerpt.of(body));
    }

    /**
     * Skips a byte order mark, if there is one.
     *
     * @throws UnintelligibleException if the body is in UTF-16
     */
    public static void skipMark(BufferedSource body) throws IOException {
        if (body.select(MARKS) > 0) {
            throw new UnintelligibleException("the body is encoded in UTF-16, and not in UTF-8", null);
        }
    }

    /** Returns the beginning of the body, masked for a message. */
    public String excerpt() {
        return excerpt.toString();
    }

    /**
     * Parses the whole body.
     *
     * @throws UnintelligibleException if it is not JSON, or not what is expected
     */
    public <T> T parse(JsonReading<T> reading) throws IOException {
        try {
            JsonReader reader = JsonReader.of(source);
            JsonItems.readFrom(source.getBuffer(), reader);
            if (reader.peek() == JsonReader.Token.NULL) {
                throw new JsonDataException("is null");
            }
            T value = reading.read(reader);
            var unused = reader.peek(); // fails on anything behind the end
            return value;
        } catch (EOFException e) {
            throw complaint("the body is empty or ends too early", e);
        } catch (JsonEncodingException e) {
            throw complaint("the body is not valid JSON", e);
        } catch (JsonDataException e) {
            throw complaint("the body is not as expected: " + place(e), e);
        }
    }

    /** The path in the parser's message has the names of the answer's fields, of any number and length. */
    private static String place(JsonDataException e) {
        return MaskedText.beginning(String.valueOf(e.getMessage()), LONGEST_PLACE);
    }

    private UnintelligibleException complaint(String what, Exception cause) {
        String quoted = excerpt.toString();
        return new UnintelligibleException(quoted.isEmpty() ? what : what + ": " + quoted, cause);
    }

    /** A body is not what is expected; the message says why, and quotes its beginning. */
    public static final class UnintelligibleException extends IOException {
        private static final long serialVersionUID = 1;

        UnintelligibleException(String message, @Nullable Exception cause) {
            super(message, cause);
        }

        /** Returns the parser's exception, or this one if no parser was asked. */
        public Exception reason() {
            return getCause() instanceof Exception cause ? cause : this;
        }
    }
}
