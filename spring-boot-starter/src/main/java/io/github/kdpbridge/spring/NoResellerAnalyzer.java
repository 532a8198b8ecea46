package io.github.kdpbridge.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says of a bean that is missing because no account is configured. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoResellerAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    private final Environment environment;

    NoResellerAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> type = cause.getBeanType();
        if (type == null
                || !type.getName().startsWith("io.github.kdpbridge.")
                || !ConfiguredResellers.of(environment).isEmpty()) {
            return null;
        }
        return new FailureAnalysis(
                "kdp.resellers names no account, so there is no %s".formatted(type.getSimpleName()),
                "Set kdp.resellers.NAME.id, kdp.resellers.NAME.client-id and kdp.resellers.NAME.client-secret.",
                cause);
    }
}
