package io.github.kdpbridge.spring.health;

import io.github.kdpbridge.spring.KdpAutoConfiguration;
import io.github.kdpbridge.spring.ResellerBeans;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health indicator of an application on Spring Boot 3. */
@AutoConfiguration(after = KdpAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator") // a text: it may be absent
@ConditionalOnBean(ResellerBeans.class)
@ConditionalOnEnabledHealthIndicator("kdp")
public final class KdpBoot3HealthAutoConfiguration {
    /** Creates the configuration. */
    public KdpBoot3HealthAutoConfiguration() {}

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
