package io.github.kdpbridge.gateway.operator;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.StopRule;
import io.github.kdpbridge.core.migration.StopRule.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The meters of an account that migrates. */
public final class MigrationMeters {
    private static final List<Verdict> VERDICTS = List.of(Verdict.ALARM, Verdict.BACK, Verdict.BACK_AT_ONCE);

    private final MeterRegistry registry;
    private final ResellerId reseller;
    private volatile boolean isFrozen;

    /** Registers all of them at 0, so that an alarm sees the first event as an increase. */
    public MigrationMeters(MeterRegistry registry, ResellerId reseller) {
        this.registry = registry;
        this.reseller = reseller;
        for (StopRule rule : StopRule.values()) {
            VERDICTS.forEach(verdict -> hits(rule, verdict));
        }
        Gauge.builder("kdp.migration.frozen", () -> isFrozen ? 1 : 0)
                .description("Whether no customer of the account moves forward")
                .tag("reseller", reseller.value())
                .register(registry);
    }

    /** Counts a customer that a rule says something of. */
    public void hit(StopRule rule, Verdict verdict) {
        hits(rule, verdict).increment();
    }

    /** Shows whether the account is frozen. */
    public void frozen(boolean frozen) {
        isFrozen = frozen;
    }

    private Counter hits(StopRule rule, Verdict verdict) {
        return Counter.builder("kdp.migration.rule.hits")
                .description("Customers of which a rule says that they should come back, or that a person should look")
                .tag("reseller", reseller.value())
                .tag("rule", Ascii.toLowerCase(rule.name()))
                .tag("verdict", Ascii.toLowerCase(verdict.name()))
                .register(registry);
    }
}
