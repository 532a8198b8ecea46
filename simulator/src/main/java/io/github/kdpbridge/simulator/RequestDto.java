package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A recorded request in the control API. */
record RequestDto(
        String generation,
        String method,
        String path,
        @Nullable String query,
        @Nullable Integer status,
        String time) {
    static RequestDto of(RecordedRequest request) {
        return new RequestDto(
                request.generation(),
                request.method(),
                request.path(),
                request.query(),
                request.status(),
                request.time().toString());
    }
}
