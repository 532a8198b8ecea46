package io.github.kdpbridge.gateway.operator;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.StopRule;
import io.github.kdpbridge.core.migration.shadow.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The meters of an account that migrates. */
public final class MigrationMeters {
    private static final String RESELLER = "reseller";
    private static final List<StopRule.Verdict> VERDICTS =
            List.of(StopRule.Verdict.ALARM, StopRule.Verdict.BACK, StopRule.Verdict.BACK_AT_ONCE);

    private static final ImmutableMap<Class<? extends Verdict>, String> RESULTS = ImmutableMap.of(
            Verdict.Matched.class, "matched",
            Verdict.Tolerated.class, "tolerated",
            Verdict.Mismatched.class, "mismatched",
            Verdict.NotCompared.class, "incomparable",
            Verdict.Dropped.class, "dropped");

    private final MeterRegistry registry;
    private final ResellerId reseller;
    private final ImmutableMap<Class<? extends Verdict>, Counter> comparisons;
    private volatile ImmutableMap<Phase, Long> units = ImmutableMap.of();
    private volatile boolean isFrozen;

    /** Registers all of them at 0, so that an alarm sees the first event as an increase. */
    public MigrationMeters(MeterRegistry registry, ResellerId reseller) {
        this.registry = registry;
        this.reseller = reseller;
        for (StopRule rule : StopRule.values()) {
            VERDICTS.forEach(verdict -> hits(rule, verdict));
        }
        this.comparisons = ImmutableMap.copyOf(Maps.transformValues(RESULTS, this::comparisons));
        for (Phase phase : Phase.values()) {
            Gauge.builder("kdp.migration.units", () -> units.getOrDefault(phase, 0L))
                    .description("Customers, or other units that move as one, by their phase")
                    .tag(RESELLER, reseller.value())
                    .tag("phase", phase.name())
                    .register(registry);
        }
        Gauge.builder("kdp.migration.frozen", () -> isFrozen ? 1 : 0)
                .description("Whether no customer of the account moves forward")
                .tag(RESELLER, reseller.value())
                .register(registry);
    }

    /** Counts a customer that a rule says something of. */
    public void hit(StopRule rule, StopRule.Verdict verdict) {
        hits(rule, verdict).increment();
    }

    /** Counts a question that was to be compared. Never blocks. */
    public void compared(Verdict verdict) {
        Objects.requireNonNull(comparisons.get(verdict.getClass())).increment();
    }

    /** Shows how many units are in each phase; 0 in those that are left out. */
    public void units(Map<Phase, Long> phases) {
        units = ImmutableMap.copyOf(phases);
    }

    /** Shows whether the account is frozen. */
    public void frozen(boolean frozen) {
        isFrozen = frozen;
    }

    private Counter comparisons(String result) {
        return Counter.builder("kdp.migration.comparisons")
                .description("Questions of callers that were to be compared, by what came of it")
                .tag(RESELLER, reseller.value())
                .tag("result", result)
                .register(registry);
    }

    private Counter hits(StopRule rule, StopRule.Verdict verdict) {
        return Counter.builder("kdp.migration.rule.hits")
                .description("Customers of which a rule says that they should come back, or that a person should look")
                .tag(RESELLER, reseller.value())
                .tag("rule", Ascii.toLowerCase(rule.name()))
                .tag("verdict", Ascii.toLowerCase(verdict.name()))
                .register(registry);
    }
}
