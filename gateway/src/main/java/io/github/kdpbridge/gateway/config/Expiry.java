package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.gateway.tls.Certificate;
import io.github.kdpbridge.gateway.tls.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of certificates that callers or operators will soon refuse. */
final class Expiry {
    /** For a short-lived certificate, the last third of its life. */
    private static final Duration SOON = Duration.ofDays(14);

    private Expiry() {}

    static List<Warning> warnings(GatewayConfig config, Instant now) {
        return Stream.of(
                        warning("gateway.tls", config.tls(), now), warning("gateway.admin.tls", config.adminTls(), now))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Warning> warning(String setting, Optional<Tls> tls, Instant now) {
        return tls.map(Certificate::read)
                .filter(certificate -> certificate.expires().isBefore(now.plus(soon(certificate))))
                .map(Certificate::expires)
                .map(end -> new Warning(
                        setting,
                        end.isBefore(now) ? "the certificate ended " + end : "the certificate ends " + end,
                        "Renew it; the gateway shows a new one when its file has changed."));
    }

    private static Duration soon(Certificate certificate) {
        Duration third =
                Duration.between(certificate.begins(), certificate.expires()).dividedBy(3);
        return third.compareTo(SOON) < 0 ? third : SOON;
    }
}
