package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.spring.KdpAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** A ledger that forgets as the simulator does: otherwise the second test with a transaction id would send nothing. */
@AutoConfiguration(before = KdpAutoConfiguration.class)
@ConditionalOnBean(name = SimulatorCustomizer.BEAN)
@ConditionalOnProperty(name = "kdp.ledger.type", havingValue = "memory", matchIfMissing = true)
public final class KdpTestAutoConfiguration {
    /** Creates the configuration. */
    public KdpTestAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Ledger kdpLedger() {
        return ForgetfulLedger.create();
    }
}
