package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.serviceclient.http.TraceHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A caller's place in a trace (W3C Trace Context). The gateway records no spans of its own, so it passes the headers on as
 * they came. Those of an invalid {@code traceparent} are ignored.
 *
 * @param parent the {@code traceparent}
 * @param state the {@code tracestate}; null if there is none, or none that can be passed on
 */
record TraceContext(String parent, @Nullable String state) {
    /** The key of the trace id in the logging context. */
    static final String MDC_KEY = "traceId";

    /** Version ff is forbidden, ids of zeros only are none, and only a later version may go on after the flags. */
    private static final Pattern VALID = Pattern.compile("(00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
            + "|(?!00|ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]{1,200})?)");
    /** What every participant has to pass on. */
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    private static final int ID_AT = 3;
    private static final int ID_END = 35;

    /** Returns the context of a request; empty if it has none, or an invalid one. */
    static Optional<TraceContext> of(Gen1Request head) {
        List<String> parents = Visit.headers(head, TraceHeaders.PARENT);
        if (parents.size() != 1 || !VALID.matcher(parents.get(0)).matches()) {
            return Optional.empty();
        }
        String state = String.join(",", Visit.headers(head, TraceHeaders.STATE));
        return Optional.of(new TraceContext(parents.get(0), STATE.matcher(state).matches() ? state : null));
    }

    /** Returns the id that all requests of the trace share: 32 hexadecimal digits. */
    String id() {
        return parent.substring(ID_AT, ID_END);
    }

    /** Puts it into the logging context, by which the rest of the request, and its requests to the service, know it. */
    void enter() {
        MDC.put(MDC_KEY, id());
        MDC.put(TraceHeaders.PARENT, parent);
        if (state != null) {
            MDC.put(TraceHeaders.STATE, state);
        }
    }

    /** Takes any context of a caller from the logging context. */
    static void leave() {
        MDC.remove(MDC_KEY);
        MDC.remove(TraceHeaders.PARENT);
        MDC.remove(TraceHeaders.STATE);
    }
}
