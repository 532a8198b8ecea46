package io.github.kdpbridge.gateway.admin.message;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.StorableText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads the messages. */
public final class AdminJson {
    private static final Moshi MOSHI = new Moshi.Builder()
            .add(String.class, new PlainText().nullSafe())
            .add(Instant.class, new TextAdapter<>(Instant::parse).nullSafe())
            .add(ResellerId.class, new TextAdapter<>(ResellerId::of).nullSafe())
            .build();

    private AdminJson() {}

    /** Returns a message as JSON. */
    public static <T> String write(Class<T> type, T message) {
        return MOSHI.adapter(type).toJson(message);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the text is no such message; the message says what is wrong with it, in one line
     */
    public static <T> T read(Class<T> type, String json) {
        T message;
        try {
            message = MOSHI.adapter(type).fromJson(json);
        } catch (IOException | JsonDataException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        } catch (AssertionError e) { // what Moshi makes of what a record's constructor throws
            if (e.getCause() instanceof NullPointerException missing) {
                throw wrong(missing.getMessage() + " is missing", e);
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw wrong(String.valueOf(refused.getMessage()), e);
            }
            throw e;
        }
        if (message == null) {
            throw wrong("null", null);
        }
        return message;
    }

    private static IllegalArgumentException wrong(String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("not the JSON that is expected: " + why, cause);
    }

    /** A text that any ledger stores. */
    private static final class PlainText extends JsonAdapter<String> {
        @Override
        public String fromJson(JsonReader json) throws IOException {
            String path = json.getPath();
            String text = json.nextString();
            try {
                return StorableText.require("the text at path " + path, text);
            } catch (IllegalArgumentException e) {
                throw new JsonDataException(e.getMessage(), e);
            }
        }

        @Override
        public void toJson(JsonWriter json, @Nullable String value) throws IOException {
            json.value(value);
        }
    }

    /** A value that is one text. */
    private static final class TextAdapter<T> extends JsonAdapter<T> {
        private final Function<String, T> reader;

        private TextAdapter(Function<String, T> reader) {
            this.reader = reader;
        }

        @Override
        public T fromJson(JsonReader json) throws IOException {
            String path = json.getPath();
            String text = json.nextString();
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new JsonDataException("\"%s\" is none at path %s".formatted(text, path), e);
            }
        }

        @Override
        public void toJson(JsonWriter json, @Nullable T value) throws IOException {
            json.value(String.valueOf(value));
        }
    }
}
