package io.github.kdpbridge.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells of a bad property in one line, in place of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KdpFailureAnalyzer extends AbstractFailureAnalyzer<KdpConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KdpConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
