package io.github.kdpbridge.simulator.http;

import io.github.kdpbridge.simulator.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.ByteString;

/**
 * An answer of the simulator.
 *
 * @param status the HTTP status
 * @param headers the headers, besides those that every answer has
 * @param body the body, may be empty
 */
public record Reply(int status, Map<String, String> headers, ByteString body) {
    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /**
     * A JSON answer.
     *
     * @param status the HTTP status
     * @param dto the body
     * @return the reply
     */
    public static Reply json(int status, Record dto) {
        return json(status, Json.write(dto));
    }

    /**
     * A JSON answer that is written already.
     *
     * @param status the HTTP status
     * @param body the body
     * @return the reply
     */
    public static Reply json(int status, ByteString body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /**
     * The same with one more header.
     *
     * @param name the header's name
     * @param value its value
     * @return a copy
     */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
