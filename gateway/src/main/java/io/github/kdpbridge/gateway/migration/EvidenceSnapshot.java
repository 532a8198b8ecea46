package io.github.kdpbridge.gateway.migration;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Suppliers;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The evidence of some units at one time. What no gate asks for is not read, and the rest once for all of them. */
final class EvidenceSnapshot implements Evidence {
    private final KnownEvidence known;
    private final Set<Unit> units;
    private final Supplier<ComparedUnits> compared;
    private final Supplier<OpenDifferences> differences;
    private final Supplier<Map<Unit, Writes>> writes;

    EvidenceSnapshot(KnownEvidence known, Collection<UnitState> units) {
        this.known = known;
        this.units = units.stream().map(state -> state.route().unit()).collect(toImmutableSet());
        this.compared = Suppliers.memoize(() -> known.compared(this.units));
        this.differences = Suppliers.memoize(known::differences);
        this.writes = Suppliers.memoize(() -> known.writes(
                units.stream().collect(toImmutableMap(state -> state.route().unit(), known::since))));
    }

    @Override
    public BeforeShadow services() {
        return known.services();
    }

    /** Another unit than those of the snapshot is read by itself. */
    @Override
    public Parity parity(Unit unit) {
        return units.contains(unit) ? known.parity(unit, compared.get(), differences.get()) : known.parity(unit);
    }

    /** Another unit than those of the snapshot is read by itself. */
    @Override
    public Writes writes(Unit unit, Instant since) {
        Writes ofUnit = writes.get().get(unit);
        return ofUnit == null ? known.writes(unit, since) : ofUnit;
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return known.hits(unit, since);
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return known.unsettled(most);
    }
}
