package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evidence that a test sets. */
final class FakeEvidence implements Evidence {
    static final Parity EQUAL = new Parity(new Counts(212, 0, 0, 3, 0), 300, 0, 41, 0);
    static final Parity FEW = new Parity(new Counts(3, 0, 0, 0, 0), 40, 0, 1, 0);

    final Map<Unit, Parity> parities = new HashMap<>();
    final Map<Unit, Writes> writes = new HashMap<>();
    final Map<Unit, Long> hits = new HashMap<>();
    BeforeShadow services = BeforeShadow.READY;

    @Override
    public BeforeShadow services() {
        return services;
    }

    @Override
    public Parity parity(Unit unit) {
        return parities.getOrDefault(unit, Parity.NONE);
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return writes.getOrDefault(unit, Writes.NONE);
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return hits.getOrDefault(unit, 0L);
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return List.of();
    }
}
