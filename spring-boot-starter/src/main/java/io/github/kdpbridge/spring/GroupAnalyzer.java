package io.github.kdpbridge.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;

/** Names a group of properties that is empty, such as a reseller without any, for which Spring Boot finds no converter. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GroupAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName KDP = ConfigurationPropertyName.of("kdp");
    private static final ConfigurationPropertyName RESELLERS = ConfigurationPropertyName.of("kdp.resellers");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationPropertyName group = cause.getName();
        if (!KDP.isAncestorOf(group) || !(cause.getCause() instanceof ConverterNotFoundException)) {
            return null;
        }
        return RESELLERS.isParentOf(group)
                ? new FailureAnalysis(
                        group + ".id is not set: there are no properties below " + group,
                        "Set " + group + ".id and the credentials, or remove " + group + ".",
                        cause)
                : new FailureAnalysis(
                        "There are no properties below " + group,
                        "Set those that you need, or remove " + group + ".",
                        cause);
    }
}
