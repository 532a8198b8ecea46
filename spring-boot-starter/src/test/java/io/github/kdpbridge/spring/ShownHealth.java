package io.github.kdpbridge.spring;

import java.util.Map;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContext;

/** What the health indicator shows, whose types have moved in version 4. */
record ShownHealth(String status, Map<String, Object> details) {
    static final String BEAN = "kdpHealthIndicator";

    static ShownHealth of(ApplicationContext context) {
        Object indicator = context.getBean(BEAN);
        return SpringBootVersion.getVersion().startsWith("3.") ? Boot3.health(indicator) : Boot4.health(indicator);
    }

    private static final class Boot3 {
        static ShownHealth health(Object bean) {
            var health = ((org.springframework.boot.actuate.health.HealthIndicator) bean).health();
            return new ShownHealth(health.getStatus().getCode(), health.getDetails());
        }
    }

    private static final class Boot4 {
        static ShownHealth health(Object bean) {
            var health = ((org.springframework.boot.health.contributor.HealthIndicator) bean).health();
            return new ShownHealth(health.getStatus().getCode(), health.getDetails());
        }
    }
}
