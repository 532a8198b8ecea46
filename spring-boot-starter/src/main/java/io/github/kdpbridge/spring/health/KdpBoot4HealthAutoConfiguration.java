package io.github.kdpbridge.spring.health;

import io.github.kdpbridge.spring.KdpAutoConfiguration;
import io.github.kdpbridge.spring.ResellerBeans;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health indicator of an application on Spring Boot 4. */
@AutoConfiguration(after = KdpAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator") // a text: it may be absent
@ConditionalOnBean(ResellerBeans.class)
@ConditionalOnEnabledHealthIndicator("kdp")
public final class KdpBoot4HealthAutoConfiguration {
    /** Creates the configuration. */
    public KdpBoot4HealthAutoConfiguration() {}

    /**
     * Down if a ledger cannot be used, for a minute after a reseller got no token, and for the breaker's pause after it opened:
     * without traffic, no call would show that the trouble is over.
     */
    @Bean
    @ConditionalOnMissingBean(name = {"kdpHealthIndicator", "kdpHealthContributor"})
    HealthIndicator kdpHealthIndicator(ResellerBeans resellers) {
        return () -> {
            Health.Builder health = Health.up();
            resellers.states().forEach((name, state) -> {
                health.withDetail(name, state.details());
                if (!state.isUp()) {
                    health.down();
                }
            });
            return health.build();
        };
    }
}
