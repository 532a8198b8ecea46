package io.github.kdpbridge.compattests.relay;

import com.google.common.base.Ascii;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okio.ByteString;

/**
 * An answer, byte by byte.
 *
 * @param headers the values of each header, by its name in lower case; without those of the connection
 */
record Received(int status, Map<String, List<String>> headers, ByteString body) {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");

    static Received of(int status, Map<String, List<String>> headers, ByteString body) {
        Map<String, List<String>> kept = new TreeMap<>();
        headers.forEach((name, values) -> kept.put(Ascii.toLowerCase(name), values));
        kept.keySet().removeAll(OF_THE_CONNECTION);
        return new Received(status, kept, body);
    }

    Answer answer() {
        List<Header> all = headers.entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Header(header.getKey(), value)))
                .toList();
        return new Answer(status, all, body.utf8(), Duration.ZERO);
    }
}
