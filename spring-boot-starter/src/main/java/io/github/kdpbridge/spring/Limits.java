package io.github.kdpbridge.spring;

import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The resilience of a client, from its properties. */
final class Limits {
    private Limits() {}

    static Resilience of(String prefix, KdpProperties.Resilience settings) {
        Resilience.Builder builder = Resilience.builder();
        set(prefix + "attempts", settings.attempts(), builder::attempts);
        set(prefix + "requests-per-second", settings.requestsPerSecond(), builder::requestsPerSecond);
        set(prefix + "concurrent-requests", settings.concurrentRequests(), builder::concurrentRequests);
        set(prefix + "patience", settings.patience(), builder::patience);
        set(prefix + "connect-timeout", settings.connectTimeout(), builder::connectTimeout);
        set(prefix + "request-timeout", settings.requestTimeout(), builder::requestTimeout);
        return builder.build();
    }

    private static <T> void set(String property, @Nullable T value, Function<T, Resilience.Builder> setter) {
        if (value != null) {
            var unused = KdpConfigurationException.naming(property, () -> setter.apply(value));
        }
    }
}
