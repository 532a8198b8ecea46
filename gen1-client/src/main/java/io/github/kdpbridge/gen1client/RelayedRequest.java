package io.github.kdpbridge.gen1client;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.gen1facade.Gen1Request;
import java.util.Objects;
import okhttp3.Headers;
import okio.ByteString;

/**
 * A request of a caller, as it is passed on.
 *
 * @param method the HTTP method in upper case
 * @param target the path and the raw query, from the first slash
 * @param headers all headers in their order, those of the connection included
 * @param body the body; empty if there was none
 */
public record RelayedRequest(String method, String target, Headers headers, ByteString body) {
    /** @throws IllegalArgumentException if the target does not begin with a slash */
    public RelayedRequest {
        Objects.requireNonNull(method, "method");
        checkArgument(target.startsWith("/"), "the target does not begin with a slash: %s", target);
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** Returns the request of a caller of generation 1. */
    public static RelayedRequest of(Gen1Request request) {
        Headers.Builder headers = new Headers.Builder();
        request.allHeaders().forEach(header -> headers.addUnsafeNonAscii(header.name(), header.value()));
        String query = request.query();
        return new RelayedRequest(
                request.method(),
                query == null ? request.path() : request.path() + "?" + query,
                headers.build(),
                request.body());
    }

    /** Returns the method and the path, never the query, the headers or the body. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
