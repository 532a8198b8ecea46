package io.github.kdpbridge.simulator;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import okio.Okio;

/**
 * A request and its answer as the contract has them, with made-up ids and tokens.
 *
 * @param id its name
 * @param evidence D for documented, O for observed, A for assumed
 * @param method the HTTP method
 * @param pathAndQuery the path, and the query if there is one
 * @param headers the headers of the request
 * @param body the body of the request, a form or JSON; empty for none
 * @param status the HTTP status of the answer
 * @param answer the body of the answer, JSON
 */
public record Exchange(
        String id,
        String evidence,
        String method,
        String pathAndQuery,
        Map<String, String> headers,
        String body,
        int status,
        String answer) {
    /** All exchanges of {@code contract/exchanges.json}, by their names. */
    public static Map<String, Exchange> all() {
        Map<String, Exchange> all = new LinkedHashMap<>();
        for (Exchange exchange : read()) {
            all.put(exchange.id, exchange);
        }
        return all;
    }

    @Override
    public String toString() {
        return id + " (" + evidence + ")";
    }

    private static List<Exchange> read() {
        try (InputStream stream = Exchange.class.getResourceAsStream("/contract/exchanges.json");
                JsonReader reader = JsonReader.of(Okio.buffer(Okio.source(Objects.requireNonNull(stream))))) {
            List<Exchange> exchanges = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                Map<String, String> fields = raw(reader);
                Map<String, String> request = raw(fields.get("request"));
                Map<String, String> response = raw(fields.get("response"));
                exchanges.add(new Exchange(
                        text(fields.get("id")),
                        text(fields.get("evidence")),
                        text(request.get("method")),
                        text(request.get("path")) + query(request.get("query")),
                        texts(request.get("headers")),
                        request.containsKey("form")
                                ? form(texts(request.get("form")))
                                : Objects.requireNonNullElse(request.get("body"), ""),
                        Integer.parseInt(Objects.requireNonNull(response.get("status"))),
                        Objects.requireNonNull(response.get("body"))));
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of an object as raw JSON: a number that becomes a double is not the one that was sent. */
    private static Map<String, String> raw(JsonReader reader) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            fields.put(name, reader.nextSource().readUtf8().trim());
        }
        reader.endObject();
        return fields;
    }

    private static Map<String, String> raw(String json) throws IOException {
        return json == null ? Map.of() : raw(JsonReader.of(new okio.Buffer().writeUtf8(json)));
    }

    private static Map<String, String> texts(String json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        raw(json).forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static String text(String json) {
        return Objects.requireNonNull(json).replaceAll("^\"|\"$", "");
    }

    private static String query(String json) throws IOException {
        Map<String, String> parameters = texts(json);
        return parameters.isEmpty() ? "" : "?" + form(parameters);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
