package io.github.kdpbridge.gen1facade.okhttp;

import com.google.common.collect.ImmutableMap;

/** The reason phrase of an HTTP/1.1 status line (RFC 9110); callers of generation 1 may log it. */
final class ReasonPhrase {
    private static final ImmutableMap<Integer, String> PHRASES = ImmutableMap.<Integer, String>builder()
            .put(200, "OK")
            .put(400, "Bad Request")
            .put(401, "Unauthorized")
            .put(403, "Forbidden")
            .put(404, "Not Found")
            .put(405, "Method Not Allowed")
            .put(409, "Conflict")
            .put(413, "Content Too Large")
            .put(415, "Unsupported Media Type")
            .put(422, "Unprocessable Content")
            .put(500, "Internal Server Error")
            .put(501, "Not Implemented")
            .put(502, "Bad Gateway")
            .put(503, "Service Unavailable")
            .put(504, "Gateway Timeout")
            .buildOrThrow();

    private ReasonPhrase() {}

    /** Returns the phrase of a status; empty, as HTTP allows, for a status without one. */
    static String of(int status) {
        return PHRASES.getOrDefault(status, "");
    }
}
