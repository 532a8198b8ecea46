package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import org.jspecify.annotations.Nullable;

final class KdpConfigurationExceptions {
    private KdpConfigurationExceptions() {}

    /** Returns the exception that the start failed with. */
    static KdpConfigurationException in(@Nullable Throwable failure) {
        assertThat(failure).isNotNull();
        return Throwables.getCausalChain(failure).stream()
                .filter(KdpConfigurationException.class::isInstance)
                .map(KdpConfigurationException.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("another failure", failure));
    }
}
