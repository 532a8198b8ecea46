package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;
import okio.ByteString;

/**
 * An answer of generation 1, independent of the transport.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, JSON in UTF-8 unless it is passed on
 * @param subject the subject of the request, for logs and meters; it is not sent
 */
public record Gen1Response(int status, Map<String, String> headers, ByteString body, Gen1Subject subject) {
    private static final Map<String, String> JSON = ImmutableMap.of("Content-Type", "application/json");

    public Gen1Response {
        headers = ImmutableMap.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(subject, "subject");
    }

    /** Returns an answer of another service, to be passed on as it came. */
    public static Gen1Response passedOn(int status, Map<String, String> headers, ByteString body) {
        return new Gen1Response(status, headers, body, Gen1Subject.unknown());
    }

    static Gen1Response json(int status, ByteString body) {
        return new Gen1Response(status, JSON, body, Gen1Subject.unknown());
    }

    /** Returns this answer with an additional header. */
    Gen1Response with(String header, String value) {
        return new Gen1Response(
                status,
                ImmutableMap.<String, String>builder()
                        .putAll(headers)
                        .put(header, value)
                        .buildKeepingLast(),
                body,
                subject);
    }

    /** Returns this answer with a subject. */
    Gen1Response about(Gen1Subject subject) {
        return new Gen1Response(status, headers, body, subject);
    }

    /** Returns the status and the size, never the body. */
    @Override
    public String toString() {
        return status + " (" + body.size() + " bytes)";
    }
}
