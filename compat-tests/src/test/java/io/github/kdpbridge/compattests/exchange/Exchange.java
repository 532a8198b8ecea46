package io.github.kdpbridge.compattests.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A request and its answer, as the contract has them.
 *
 * @param id names it; it ends in the generation, {@code -g1} or {@code -g2}
 */
record Exchange(String id, JsonNode request, JsonNode response) {
    /** Those that the simulator is held against, so that both sides of the bridge have the same. */
    private static final Path FILE = Path.of("../simulator/src/test/resources/contract/exchanges.json");

    private static final String GENERATION_1 = "-g1";
    private static final String GENERATION_2 = "-g2";

    static List<Exchange> all() {
        try {
            return StreamSupport.stream(new JsonMapper().readTree(FILE.toFile()).spliterator(), false)
                    .map(each -> new Exchange(each.get("id").asText(), each.get("request"), each.get("response")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    static Exchange named(String id) {
        return all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no exchange " + id));
    }

    boolean isOfGeneration1() {
        return path().startsWith("/bulkenroll/");
    }

    /** Returns the answers of generation 2 to the same request: one, or several that come to the same. */
    List<Exchange> translations(List<Exchange> all) {
        String name = id.substring(0, id.length() - GENERATION_1.length());
        Optional<Exchange> same = all.stream()
                .filter(each -> each.id().equals(name + GENERATION_2))
                .findFirst();
        return same.map(List::of)
                .orElseGet(() -> all.stream()
                        .filter(each -> each.id().startsWith(name + "-"))
                        .filter(each -> each.id().endsWith(GENERATION_2))
                        .toList());
    }

    String method() {
        return request.get("method").asText();
    }

    String path() {
        return request.get("path").asText();
    }

    Map<String, String> query() {
        return texts(request.path("query"));
    }

    Map<String, String> headers() {
        return texts(request.path("headers"));
    }

    JsonNode body() {
        return request.path("body");
    }

    int status() {
        return response.get("status").asInt();
    }

    String answer() {
        return response.get("body").toString();
    }

    /** Returns the request of a caller of generation 1. */
    SessionRequest asRequest() {
        String query = query().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return new SessionRequest(
                id,
                1,
                method(),
                query.isEmpty() ? path() : path() + "?" + query,
                headers().entrySet().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                body().isMissingNode() ? null : body().toString(),
                null,
                List.of());
    }

    Answer asAnswer() {
        return new Answer(status(), List.of(), answer(), Duration.ZERO);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    @Override
    public String toString() {
        return id;
    }
}
