package io.github.kdpbridge.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a reseller is configured. */
final class OnResellersCondition extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var names = ConfiguredResellers.of(context.getEnvironment()).keySet();
        ConditionMessage.Builder message = ConditionMessage.forCondition("kdp.resellers");
        return names.isEmpty()
                ? ConditionOutcome.noMatch(message.because("names no account"))
                : ConditionOutcome.match(message.found("account", "accounts").items(names));
    }
}
