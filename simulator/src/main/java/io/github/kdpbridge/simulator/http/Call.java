package io.github.kdpbridge.simulator.http;

import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request as the services see it.
 *
 * @param method the HTTP method
 * @param path the path, decoded
 * @param rawQuery the query as it came, or null
 * @param query the first value of each query parameter, decoded
 * @param headers the first value of each header, by its name in any case
 * @param body the body, or null when it is over the {@linkplain HttpEntrance#BODY_LIMIT limit}
 */
public record Call(
        String method,
        String path,
        @Nullable String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable ByteString body) {
    /**
     * A query parameter.
     *
     * @param name its name
     * @return its value, or null when it is absent or empty
     */
    public @Nullable String parameter(String name) {
        return emptyToNull(query.get(name));
    }

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its value, or null when it is absent or empty
     */
    public @Nullable String header(String name) {
        return emptyToNull(headers.get(name));
    }

    /**
     * The body, as far as it was read.
     *
     * @return the body; empty when it was over the limit
     */
    public ByteString content() {
        return body == null ? ByteString.EMPTY : body;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
