package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Request;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id of a request in logs: the caller's own if it is well-formed, otherwise a generated one. */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    /** The key of the id in the logging context. */
    static final String MDC_KEY = "requestId";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static String of(Gen1Request head) {
        String given = head.header(HEADER).orElse(null);
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
