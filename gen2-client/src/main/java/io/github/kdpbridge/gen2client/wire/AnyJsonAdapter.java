package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.FromJson;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.ToJson;
import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads any JSON value as text: a string as it is, everything else as its JSON. */
final class AnyJsonAdapter {
    @FromJson
    @AnyJson
    @Nullable String read(JsonReader reader) throws IOException {
        return text(reader);
    }

    @ToJson
    @Nullable String write(@AnyJson @Nullable String text) {
        return text;
    }

    static @Nullable String text(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case NULL -> reader.nextNull();
            case STRING, NUMBER -> reader.nextString();
            default -> {
                try (BufferedSource json = reader.nextSource()) {
                    yield json.readUtf8();
                }
            }
        };
    }
}
