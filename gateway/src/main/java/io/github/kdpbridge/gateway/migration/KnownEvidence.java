package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/**
 * What the gateway knows of an account's units: comparisons of the last 7 days, the ledger's writes, and what was counted
 * since the gateway started.
 */
final class KnownEvidence implements Evidence {
    private static final Duration COMPARED = Duration.ofDays(7);

    private final AskedServices services;
    private final ParityStore store;
    private final SqlEvidence ledger;
    private final ToLongFunction<Unit> unknownCodes;
    private final GateLimits limits;
    private final Clock clock;
    private ToLongBiFunction<Unit, Instant> hits = (unit, since) -> 0;

    /**
     * Creates the evidence.
     *
     * @param services tell whether they answer
     * @param unknownCodes the answers of generation 2 to a unit with a code that the catalogue does not know
     * @param limits the limits of the gates
     */
    KnownEvidence(
            AskedServices services,
            ParityStore store,
            SqlEvidence ledger,
            ToLongFunction<Unit> unknownCodes,
            GateLimits limits) {
        this.services = services;
        this.store = store;
        this.ledger = ledger;
        this.unknownCodes = unknownCodes;
        this.limits = limits;
        this.clock = ledger.clock();
    }

    /** The rule keeper acts through a desk, which has the evidence. */
    void hits(ToLongBiFunction<Unit, Instant> ofRules) {
        hits = ofRules;
    }

    @Override
    public Evidence snapshot(Collection<UnitState> units) {
        return new EvidenceSnapshot(this, units);
    }

    @Override
    public BeforeShadow services() {
        return services.answer();
    }

    @Override
    public Parity parity(Unit unit) {
        return parity(unit, compared(List.of(unit)), differences());
    }

    Parity parity(Unit unit, ComparedUnits compared, OpenDifferences differences) {
        return compared.parity(unit, differences.of(unit), unknownCodes.applyAsLong(unit));
    }

    /** Reads the comparisons of some units. */
    ComparedUnits compared(Collection<Unit> units) {
        Instant from = clock.instant().minus(COMPARED);
        return ComparedUnits.of(store.sums(units, from), store.compared(reseller(), from, limits.ofAccount()));
    }

    /** Reads the open differences in outcome of all units. */
    OpenDifferences differences() {
        return new OpenDifferences(store.openOutcomes(reseller()));
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return Objects.requireNonNull(writes(Map.of(unit, since)).get(unit));
    }

    /** Reads the counts of the writes of some units. */
    Map<Unit, Writes> writes(Map<Unit, Instant> since) {
        return ledger.writes(since);
    }

    /** Returns the time from which the writes of a unit count: when it entered its phase, or now. */
    Instant since(UnitState state) {
        return Objects.requireNonNullElseGet(state.since(), clock::instant);
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return hits.applyAsLong(unit, since);
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return ledger.unsettled(reseller(), most);
    }

    @Override
    public Looked lastServices() {
        return services.last();
    }

    @Override
    public Map<Unit, Activity> activity(Collection<Unit> units, Instant since) {
        return ledger.activity(units, since);
    }

    @Override
    public Kept ledger() {
        return ledger.ledger();
    }

    private ResellerId reseller() {
        return services.reseller();
    }
}
