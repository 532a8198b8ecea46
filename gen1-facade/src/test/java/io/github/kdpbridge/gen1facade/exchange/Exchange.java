package io.github.kdpbridge.gen1facade.exchange;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/** A golden exchange of the contract: what is asked, and what is answered. */
record Exchange(Map<String, String> facts, Map<String, String> request, int status, String answer) {

    static List<Exchange> all() {
        List<Exchange> all = new ArrayList<>();
        try (InputStream in = Exchange.class.getResourceAsStream("/contract/exchanges.json");
                JsonReader json = JsonReader.of(Okio.buffer(Okio.source(in)))) {
            json.beginArray();
            while (json.hasNext()) {
                all.add(read(json));
            }
            json.endArray();
        } catch (IOException e) {
            throw new IllegalStateException("the exchanges of the contract cannot be read", e);
        }
        return all;
    }

    private static Exchange read(JsonReader json) throws IOException {
        Map<String, String> facts = new HashMap<>();
        Map<String, String> request = Map.of();
        Map<String, String> response = Map.of();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "request" -> request = fields(json);
                case "response" -> response = fields(json);
                case "generation" -> facts.put("generation", json.nextString());
                case "id" -> facts.put("id", json.nextString());
                case "pair" -> facts.put("pair", json.nextString());
                case "evidence" -> facts.put("evidence", json.nextString());
                default -> throw new IllegalStateException("no such fact of an exchange: " + json.getPath());
            }
        }
        json.endObject();
        return new Exchange(facts, request, Integer.parseInt(response.get("status")), response.get("body"));
    }

    /** Returns texts as they are, and objects as their JSON. */
    private static Map<String, String> fields(JsonReader json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
                try (BufferedSource value = json.nextSource()) {
                    fields.put(name, value.readUtf8());
                }
            } else {
                fields.put(name, json.nextString());
            }
        }
        json.endObject();
        return fields;
    }

    String id() {
        return facts.get("id");
    }

    boolean isOfGeneration1() {
        return facts.get("generation").equals("1");
    }

    boolean isTranslationOf(Exchange other) {
        return facts.get("pair") != null && facts.get("pair").equals(other.facts.get("pair"));
    }

    Gen1Request asGen1() {
        return new Gen1Request(
                request.get("method"),
                request.get("path"),
                request.get("query"),
                Map.of(Gen1Handler.KEY_HEADER, request.get("key")),
                ByteString.encodeUtf8(request.getOrDefault("body", "")));
    }

    /** Returns the fields of the body that is sent; empty if none is. */
    Map<?, ?> body() {
        return request.containsKey("body") ? object(request.get("body")) : Map.of();
    }

    Map<?, ?> answered() {
        return object(answer);
    }

    private static Map<?, ?> object(String json) {
        try {
            return (Map<?, ?>) JsonReader.of(new Buffer().writeUtf8(json)).readJsonValue();
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    @Override
    public String toString() {
        return id() + " (" + facts.get("evidence") + ")";
    }
}
