package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.Severity;
import io.github.kdpbridge.core.migration.shadow.Tally;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/**
 * What the gateway knows of an account's units: comparisons of the last 7 days, the ledger's writes, and what was counted
 * since the gateway started.
 */
final class KnownEvidence implements Evidence {
    private static final Duration COMPARED = Duration.ofDays(7);

    private final Function<Generation, DeploymentReads> services;
    private final ParityStore store;
    private final SqlEvidence ledger;
    private final ToLongFunction<Unit> unknownCodes;
    private final Clock clock;
    private ToLongBiFunction<Unit, Instant> hits = (unit, since) -> 0;

    /**
     * Creates the evidence.
     *
     * @param services both services, to ask whether they answer
     * @param unknownCodes the answers of generation 2 to a unit with a code that the catalogue does not know
     * @param clock the clock of the ledger
     */
    KnownEvidence(
            Function<Generation, DeploymentReads> services,
            ParityStore store,
            SqlEvidence ledger,
            ToLongFunction<Unit> unknownCodes,
            Clock clock) {
        this.services = services;
        this.store = store;
        this.ledger = ledger;
        this.unknownCodes = unknownCodes;
        this.clock = clock;
    }

    /** The rule keeper acts through a desk, which has the evidence. */
    void hits(ToLongBiFunction<Unit, Instant> ofRules) {
        hits = ofRules;
    }

    @Override
    public BeforeShadow services() {
        return new BeforeShadow(answers(Generation.GEN1), answers(Generation.GEN2));
    }

    private boolean answers(Generation side) {
        try {
            var unused = services.apply(side).page(DeviceQuery.all());
            return true;
        } catch (KdpException e) {
            return false;
        }
    }

    @Override
    public Parity parity(Unit unit) {
        ResellerId reseller = unit.reseller();
        Tally ofUnit = Tally.empty();
        long ofAccount = 0;
        long equalLists = 0;
        for (var parity : store.counts(reseller, clock.instant().minus(COMPARED))) {
            ofAccount += parity.tally().compared();
            if (parity.unit().equals(unit)) {
                ofUnit = ofUnit.plus(parity.tally());
                equalLists += parity.equalLists();
            }
        }
        Counts counts = new Counts(
                ofUnit.matched(), ofUnit.tolerated(), ofUnit.mismatched(), ofUnit.incomparable(), ofUnit.dropped());
        return new Parity(counts, ofAccount, open(unit), equalLists, unknownCodes.applyAsLong(unit));
    }

    /** Returns the open differences in outcome of a unit. */
    long open(Unit unit) {
        return store.findings(unit.reseller()).stream()
                .filter(finding -> finding.unit().equals(unit.id()))
                .filter((Finding finding) -> finding.isOpen(Severity.OUTCOME))
                .count();
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return ledger.writes(unit, since);
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return hits.applyAsLong(unit, since);
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return ledger.unsettled(reseller(), most);
    }

    private ResellerId reseller() {
        return services.apply(Generation.GEN1).reseller();
    }
}
