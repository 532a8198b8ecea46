package io.github.kdpbridge.gen1client;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;
import okhttp3.Headers;

/** The headers of a message that are meant for its last recipient (RFC 9110, section 7.6.1). */
final class EndToEnd {
    private static final String CONNECTION = "connection";
    private static final Set<String> OF_THE_CONNECTION = ImmutableSet.of(
            CONNECTION,
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    /** The server has taken the body already, and the client frames it anew. */
    private static final Set<String> OF_THE_TRANSFER = ImmutableSet.of("content-length", "expect", "host");

    private EndToEnd() {}

    /** Returns those of an answer, in their order. */
    static Headers ofAnswer(Headers all) {
        return without(ofTheConnection(all), all).build();
    }

    /** Returns those of a request, in their order. */
    static Headers.Builder ofRequest(Headers all) {
        Set<String> dropped = ofTheConnection(all);
        dropped.addAll(OF_THE_TRANSFER);
        return without(dropped, all);
    }

    private static Set<String> ofTheConnection(Headers all) {
        Set<String> names = new HashSet<>(OF_THE_CONNECTION);
        for (String value : all.values(CONNECTION)) {
            Splitter.on(',')
                    .trimResults()
                    .splitToStream(value)
                    .map(Ascii::toLowerCase)
                    .forEach(names::add);
        }
        return names;
    }

    private static Headers.Builder without(Set<String> dropped, Headers all) {
        Headers.Builder kept = new Headers.Builder();
        for (int i = 0; i < all.size(); i++) {
            if (!dropped.contains(Ascii.toLowerCase(all.name(i)))) {
                kept.addUnsafeNonAscii(all.name(i), all.value(i));
            }
        }
        return kept;
    }
}
