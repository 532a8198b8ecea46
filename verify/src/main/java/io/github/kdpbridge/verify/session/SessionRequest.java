package io.github.kdpbridge.verify.session;

import io.github.kdpbridge.verify.json.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a session, independent of the server that receives it.
 *
 * @param name its name in the session; by default the method and the target
 * @param line the line of its request line in the file, from 1
 * @param target path and query, with the leading slash
 * @param headers in the order of the file
 * @param body null if there is none
 * @param until the request is repeated until an answer contains this text; null to send it once
 * @param directives all other directives before the request
 */
public record SessionRequest(
        String name,
        int line,
        String method,
        String target,
        List<Header> headers,
        @Nullable String body,
        @Nullable String until,
        List<Directive> directives) {
    /** A part of the path of every request to generation 1 (contract section 2, documented). */
    public static final String GENERATION_1 = "/bulkenroll/";

    /** Returns a request without headers, named after its path. */
    public static SessionRequest get(String path) {
        return new SessionRequest(path, 1, "GET", path, List.of(), null, null, List.of());
    }

    /** Returns the same request with another target, other headers and another body. */
    public SessionRequest with(String newTarget, List<Header> newHeaders, @Nullable String newBody) {
        return new SessionRequest(name, line, method, newTarget, newHeaders, newBody, until, directives);
    }

    /** Returns the body as JSON; JSON {@code null} if it is not JSON. */
    public JsonTree json() {
        return JsonTree.orNull(body == null ? "" : body);
    }

    public SessionRequest {
        headers = List.copyOf(headers);
        directives = List.copyOf(directives);
    }
}
