package io.github.kdpbridge.spring;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names unknown properties without their values, which Spring Boot's own analysis prints: a secret may be misspelt. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    private static final ConfigurationPropertyName KDP = ConfigurationPropertyName.of("kdp");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        if (!cause.getUnboundProperties().stream().allMatch(property -> KDP.isAncestorOf(property.getName()))) {
            return null;
        }
        String names = cause.getUnboundProperties().stream()
                .map(property ->
                        property.getName() + (property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")"))
                .sorted()
                .collect(Collectors.joining(", "));
        return new FailureAnalysis(
                "kdp-bridge knows no such property: " + names,
                "Correct or remove it. The properties: https://github.com/kdpbridge/kdp-bridge/blob/main/docs/spring-boot.md",
                cause);
    }
}
