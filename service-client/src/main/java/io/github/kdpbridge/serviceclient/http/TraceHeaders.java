package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.MDC;

/**
 * Passes the trace context of a caller on (W3C Trace Context), which stands in the log context of the request's thread.
 * Without one, nothing is added; a request that has one already keeps it.
 */
public final class TraceHeaders implements Interceptor {
    /** The header, and the key of its value in the log context. */
    public static final String PARENT = "traceparent";

    /** The header of what vendors add, and the key of its value in the log context. */
    public static final String STATE = "tracestate";

    TraceHeaders() {}

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(traced(chain.request()));
    }

    /** Returns the request with the trace context of the calling thread. */
    public static Request traced(Request request) {
        String parent = MDC.get(PARENT);
        if (parent == null || request.header(PARENT) != null) {
            return request;
        }
        Request.Builder traced = request.newBuilder().header(PARENT, parent);
        String state = MDC.get(STATE);
        return (state == null ? traced : traced.header(STATE, state)).build();
    }
}
