package io.github.kdpbridge.simulator.http;

import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.ByteString;

/** An answer of the simulator, whose body may be empty. */
public record Reply(int status, Map<String, String> headers, ByteString body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON answer with status 200. */
    public static Reply ok(Fields fields) {
        return json(200, fields);
    }

    /** A JSON answer; fields that are null are left out. */
    public static Reply json(int status, Fields fields) {
        return json(status, Json.write(fields));
    }

    /** A JSON answer that is written already. */
    public static Reply json(int status, ByteString body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** The same with one more header. */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
