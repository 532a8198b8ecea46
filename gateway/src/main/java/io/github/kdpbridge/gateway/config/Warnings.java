package io.github.kdpbridge.gateway.config;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** All that is allowed and deserves a second look. */
final class Warnings {
    private Warnings() {}

    static List<Warning> of(GatewayConfig config) {
        return Stream.of(Exposure.warnings(config), Expiry.warnings(config, Instant.now()))
                .flatMap(List::stream)
                .toList();
    }
}
