package io.github.kdpbridge.serviceclient.http;

import okhttp3.Headers;
import okio.ByteString;

/**
 * An answer of a service, as it arrived.
 *
 * @param status the HTTP status
 * @param headers all headers in their order, those of the connection included
 * @param body the bytes of the body, compressed as they were sent
 */
public record RawAnswer(int status, Headers headers, ByteString body) {
    /** Returns the status, without headers and body, which may hold secrets and identifiers. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
