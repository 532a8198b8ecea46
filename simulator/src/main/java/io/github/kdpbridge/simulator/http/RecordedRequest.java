package io.github.kdpbridge.simulator.http;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that the simulator received on a path of the service. Headers and bodies are not kept.
 *
 * @param generation {@code gen1}, {@code gen2} or {@code token}
 * @param path the path, without the query
 * @param query the query as it came, without the question mark, or null when there was none
 * @param status the HTTP status of the answer, or null when the connection was dropped or no answer is out yet
 * @param time the arrival, by the simulator's clock
 */
public record RecordedRequest(
        String generation,
        String method,
        String path,
        @Nullable String query,
        @Nullable Integer status,
        Instant time) {
    public RecordedRequest {
        requireNonNull(generation, "generation");
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(time, "time");
    }
}
