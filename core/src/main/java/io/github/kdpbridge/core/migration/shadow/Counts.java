package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Verdicts that are not stored yet. Safe for use by many threads. */
final class Counts {
    /** Callers may invent customers, and the store may be away. */
    private static final int MOST = 100_000;

    private final Clock clock;
    private final ConcurrentHashMap<Key, Parity> counts = new ConcurrentHashMap<>();

    Counts(Clock clock) {
        this.clock = clock;
    }

    private record Key(Unit unit, String operation, Instant hour) {}

    void add(Unit unit, Operation<?, ?> operation, Verdict verdict, boolean isEqualList) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        add(new Parity(unit, operation.name(), hour, Tally.of(verdict), isEqualList ? 1 : 0));
    }

    private void add(Parity parity) {
        Key key = new Key(parity.unit(), parity.operation(), parity.hour());
        if (counts.size() < MOST || counts.containsKey(key)) {
            counts.merge(key, parity, Parity::plus);
        }
    }

    /** Takes what is there; to give it back if it could not be stored. */
    List<Parity> take() {
        ImmutableList.Builder<Parity> taken = ImmutableList.builder();
        for (Key key : counts.keySet()) {
            Parity parity = counts.remove(key);
            if (parity != null) {
                taken.add(parity);
            }
        }
        return taken.build();
    }

    void giveBack(Collection<Parity> taken) {
        taken.forEach(this::add);
    }
}
