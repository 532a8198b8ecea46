package io.github.kdpbridge.testfixtures;

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
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/**
 * A request and its answer as the contract has them, with made-up ids and tokens.
 *
 * @param id its name, which ends in the generation if both have it: {@code upload-ok-g1}
 * @param evidence D for documented, O for observed, A for assumed
 * @param request the parts of the request: texts, and the JSON of anything else
 * @param status the HTTP status of the answer
 * @param answer the JSON of the answer, without blanks, each number as it is on the wire
 */
public record ContractExchange(String id, String evidence, Map<String, String> request, int status, String answer) {
    private static final String FILE = "/contract/exchanges.json";
    private static final String GENERATION_1 = "-g1";
    private static final String GENERATION_2 = "-g2";

    /** Returns all exchanges, in the order of the contract. */
    public static List<ContractExchange> all() {
        try (InputStream in = Objects.requireNonNull(ContractExchange.class.getResourceAsStream(FILE));
                BufferedSource source = Okio.buffer(Okio.source(in))) {
            JsonReader reader = JsonReader.of(new Buffer().writeUtf8(withoutBlanks(source.readUtf8())));
            List<ContractExchange> all = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                all.add(read(reader));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutBlanks(String json) {
        return json.replaceAll("(\"(?:[^\"\\\\]|\\\\.)*+\")|\\s+", "$1");
    }

    private static ContractExchange read(JsonReader reader) throws IOException {
        Map<String, String> fields = fields(reader);
        Map<String, String> response = fields(part(fields, "response"));
        return new ContractExchange(
                part(fields, "id"),
                part(fields, "evidence"),
                fields(part(fields, "request")),
                Integer.parseInt(part(response, "status")),
                part(response, "body"));
    }

    private static String part(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static Map<String, String> fields(String json) {
        try {
            return fields(JsonReader.of(new Buffer().writeUtf8(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(JsonReader reader) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (reader.peek() == JsonReader.Token.STRING) {
                fields.put(name, reader.nextString());
            } else {
                try (BufferedSource value = reader.nextSource()) {
                    fields.put(name, value.readUtf8());
                }
            }
        }
        reader.endObject();
        return fields;
    }

    public boolean isOfGeneration1() {
        return path().startsWith("/bulkenroll/");
    }

    /** Returns the exchanges of generation 2 for the same request: one, or several with the same meaning. */
    public List<ContractExchange> translations() {
        String name = id.substring(0, id.length() - GENERATION_1.length());
        List<ContractExchange> same = all().stream()
                .filter(each -> each.id.equals(name + GENERATION_2))
                .toList();
        return same.isEmpty()
                ? all().stream()
                        .filter(each -> each.id.startsWith(name + "-") && each.id.endsWith(GENERATION_2))
                        .toList()
                : same;
    }

    public String method() {
        return part(request, "method");
    }

    public String path() {
        return part(request, "path");
    }

    /** Returns the path, and the query if there is one. */
    public String pathAndQuery() {
        Map<String, String> query = query();
        return query.isEmpty() ? path() : path() + "?" + form(query);
    }

    public Map<String, String> query() {
        return object("query");
    }

    public Map<String, String> headers() {
        return object("headers");
    }

    /** Returns the body of the request, a form or JSON; empty if it has none. */
    public String body() {
        return request.containsKey("form") ? form(object("form")) : request.getOrDefault("body", "");
    }

    private Map<String, String> object(String name) {
        return fields(request.getOrDefault(name, "{}"));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return id + " (" + evidence + ")";
    }
}
