package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.StopFacts;
import io.github.kdpbridge.core.migration.StopFacts.Differences;
import io.github.kdpbridge.core.migration.StopFacts.Progress;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stop rules judge a unit by.
 *
 * @param calls how its calls ended
 * @param evidence what comparisons found
 * @param transactions how long they take
 * @param breaker the breaker before generation 2
 */
record UnitFacts(SideCalls calls, KnownEvidence evidence, TransactionsInProgress transactions, BreakerWatch breaker)
        implements RuleKeeper.Facts {
    @Override
    public RuleKeeper.Facts snapshot(Collection<Unit> units) {
        if (units.isEmpty()) {
            return unit -> Optional.empty();
        }
        OpenDifferences differences = evidence.differences();
        Map<Unit, Duration> ages = transactions.agesOnGeneration2();
        return unit -> Optional.of(facts(unit, differences, ages));
    }

    @Override
    public Optional<StopFacts> of(Unit unit) {
        return snapshot(List.of(unit)).of(unit);
    }

    private StopFacts facts(Unit unit, OpenDifferences differences, Map<Unit, Duration> ages) {
        return new StopFacts(
                new Differences(differences.of(unit), calls.unknownCodes(unit)),
                calls.errors(unit),
                calls.refusals(unit),
                progress(ages.get(unit)),
                breaker.open());
    }

    private Progress progress(@Nullable Duration age) {
        return age == null
                ? new Progress(Duration.ZERO, null)
                : new Progress(age, transactions.usual().orElse(null));
    }
}
