package io.github.kdpbridge.gen2client;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import okio.FileSystem;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * One request of the contract and its answer, as the simulator's tests have them too.
 *
 * @param query the parameters of the request
 * @param requestBody the JSON of the request; empty if there is none
 * @param responseBody the JSON of the answer, as it is on the wire
 */
record GoldenExchange(
        String id,
        String method,
        String path,
        Map<String, String> query,
        Map<String, Object> requestBody,
        int status,
        String responseBody) {
    private static final Path FILE =
            Path.of("..", "simulator", "src", "test", "resources", "contract", "exchanges.json");
    private static final Moshi MOSHI = new Moshi.Builder().build();

    /** Returns those of generation 2 and of its token services. */
    static List<GoldenExchange> all() {
        try (BufferedSource file = Okio.buffer(FileSystem.SYSTEM.source(okio.Path.get(FILE)));
                JsonReader reader = JsonReader.of(file)) {
            List<GoldenExchange> all = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                GoldenExchange each = read(reader);
                if (each.path().startsWith("/kcs/") || each.path().startsWith("/ams/")) {
                    all.add(each);
                }
            }
            reader.endArray();
            return all;
        } catch (IOException e) {
            throw new AssertionError("the exchanges cannot be read: " + FILE.toAbsolutePath(), e);
        }
    }

    static Map<String, Object> object(String json) throws IOException {
        Map<String, Object> object = MOSHI.<Map<String, Object>>adapter(
                        Types.newParameterizedType(Map.class, String.class, Object.class))
                .fromJson(json);
        return object == null ? Map.of() : object;
    }

    private static GoldenExchange read(JsonReader reader) throws IOException {
        Map<String, String> fields = texts(reader);
        Map<String, String> request = texts(fields.getOrDefault("request", "{}"));
        Map<String, String> response = texts(fields.getOrDefault("response", "{}"));
        return new GoldenExchange(
                fields.getOrDefault("id", ""),
                request.getOrDefault("method", ""),
                request.getOrDefault("path", ""),
                texts(request.getOrDefault("query", "{}")),
                object(request.getOrDefault("body", "{}")),
                Integer.parseInt(response.getOrDefault("status", "0")),
                response.getOrDefault("body", ""));
    }

    private static Map<String, String> texts(String json) throws IOException {
        return texts(JsonReader.of(new Buffer().writeUtf8(json)));
    }

    /** Reads an object with the text of each text, and the JSON of anything else. */
    private static Map<String, String> texts(JsonReader reader) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            texts.put(name, text(reader));
        }
        reader.endObject();
        return texts;
    }

    private static String text(JsonReader reader) throws IOException {
        if (reader.peek() == JsonReader.Token.STRING) {
            return reader.nextString();
        }
        try (BufferedSource source = reader.nextSource()) {
            return source.readUtf8();
        }
    }

    /** Returns a field of the request's body. */
    @Nullable String field(String name) {
        return requestBody.get(name) instanceof String text ? text : null;
    }

    @Override
    public String toString() {
        return id;
    }
}
