package io.github.kdpbridge.simulator.http;

import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request as the services see it.
 *
 * @param path the path, decoded
 * @param query the first value of each query parameter, decoded
 * @param headers the first value of each header, by its name in any case
 * @param body the body, or null when it is over the {@linkplain HttpEntrance#BODY_LIMIT limit}
 */
public record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable ByteString body) {
    /** The value of a query parameter, or null when it is absent or empty. */
    public @Nullable String parameter(String name) {
        return emptyToNull(query.get(name));
    }

    /** The value of a header, or null when it is absent or empty. */
    public @Nullable String header(String name) {
        return emptyToNull(headers.get(name));
    }

    /** The body; empty when it was over the limit. */
    public ByteString content() {
        return body == null ? ByteString.EMPTY : body;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
