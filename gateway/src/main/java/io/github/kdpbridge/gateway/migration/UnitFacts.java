package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.StopFacts;
import io.github.kdpbridge.core.migration.StopFacts.Differences;
import io.github.kdpbridge.core.migration.StopFacts.Progress;
import io.github.kdpbridge.core.migration.Unit;
import java.util.Optional;

/**
 * What stop rules judge a unit by. How long transactions usually take on generation 1 is not known.
 *
 * @param calls how its calls ended
 * @param evidence what comparisons found
 * @param oldest how long its transactions take
 * @param breaker the breaker before generation 2
 */
record UnitFacts(SideCalls calls, KnownEvidence evidence, Oldest oldest, BreakerWatch breaker)
        implements RuleKeeper.Facts {
    @Override
    public Optional<StopFacts> of(Unit unit) {
        return Optional.of(new StopFacts(
                new Differences(evidence.open(unit), calls.unknownCodes(unit)),
                calls.errors(unit),
                calls.refusals(unit),
                new Progress(oldest.inProgress(unit), null),
                breaker.open()));
    }
}
