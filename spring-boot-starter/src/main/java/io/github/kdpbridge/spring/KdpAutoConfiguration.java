package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.serviceclient.event.MicrometerListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/**
 * The beans of kdp-bridge, if {@code kdp.resellers} names an account. Those of each reseller come from
 * {@link ResellerRegistrar}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@Conditional(OnResellersCondition.class)
@EnableConfigurationProperties(KdpProperties.class)
@Import(ResellerRegistrar.class)
public final class KdpAutoConfiguration {
    /** Creates the configuration. */
    public KdpAutoConfiguration() {}

    @Bean
    ResellerBeans kdpResellerBeans(
            KdpProperties properties,
            ConfigurableListableBeanFactory beans,
            ResourceLoader resources,
            ObjectProvider<Gen2ClientCustomizer> customizers) {
        return new ResellerBeans(properties, beans, resources, customizers);
    }

    /** The ledger of all resellers that have none of their own; one of the application's takes its place. */
    @Bean
    @ConditionalOnMissingBean
    Ledger kdpLedger(KdpProperties properties, ConfigurableListableBeanFactory beans) {
        return Ledgers.open("kdp.ledger", properties.ledger(), beans);
    }

    @Bean
    KdpLifecycle kdpLifecycle(ResellerBeans resellers, KdpProperties properties) {
        return new KdpLifecycle(resellers, properties.ledger().settleInterval());
    }

    /** Meters in the application's registry, if it has one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry") // a text: it may be absent
    static final class Meters {
        @Bean
        Gen2ClientCustomizer kdpMeters(ObjectProvider<MeterRegistry> registries, KdpProperties properties) {
            return (name, builder) -> {
                KdpProperties.Reseller reseller = properties.resellers().get(name);
                String id = reseller == null || reseller.id() == null ? name : reseller.id();
                registries.ifUnique(
                        registry -> builder.listener(new MicrometerListener(registry, Tags.of("reseller", id))));
            };
        }
    }
}
