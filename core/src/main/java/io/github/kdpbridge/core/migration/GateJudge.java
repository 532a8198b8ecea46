package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.migration.Evidence.Parity;
import io.github.kdpbridge.core.migration.Evidence.Writes;
import io.github.kdpbridge.core.migration.GateFacts.BeforeCanary;
import io.github.kdpbridge.core.migration.GateFacts.BeforeCanary.Compared;
import io.github.kdpbridge.core.migration.GateFacts.BeforeDone;
import io.github.kdpbridge.core.migration.GateFacts.BeforeGen2;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges the gates of a move forward by what is known now.
 *
 * @param evidence what is known
 * @param limits what the gates ask for
 * @param clock the clock of the log
 */
public record GateJudge(Evidence evidence, GateLimits limits, Clock clock) {
    public GateJudge {
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(clock, "clock");
    }

    /** Returns a judge of these units by what is known now, which is read once for all of them. */
    GateJudge snapshot(Collection<UnitState> units) {
        return new GateJudge(evidence.snapshot(units), limits, clock);
    }

    /**
     * Returns the gates of a step forward.
     *
     * @param to the phase behind them
     * @param idle why fewer writes are enough; null if they are not
     */
    Gates gates(UnitState state, Phase to, @Nullable String idle) {
        return new Gates(state.route().unit(), to, facts(state, to, idle).gates(limits));
    }

    private GateFacts facts(UnitState state, Phase to, @Nullable String idle) {
        Unit unit = state.route().unit();
        Instant since = Objects.requireNonNullElse(state.since(), clock.instant());
        Duration inPhase = Duration.between(since, clock.instant());
        return switch (to) {
            case GEN1, SHADOW -> evidence.services();
            case READS, CANARY -> {
                Parity parity = evidence.parity(unit);
                yield new BeforeCanary(
                        new Compared(parity.counts().compared(), parity.ofAccount()),
                        parity.open(),
                        parity.equalLists(),
                        parity.unknownCodes(),
                        evidence.writes(unit, since).quarantined());
            }
            case GEN2 -> {
                Writes writes = evidence.writes(unit, since);
                // The log is shared and lasts; the evidence also has hits that were over at the second look.
                long hits = Math.max(state.hits(), evidence.hits(unit, since));
                yield new BeforeGen2(inPhase, writes.completed(), idle, hits, writes.open());
            }
            case DONE -> new BeforeDone(inPhase, evidence.writes(unit, since).young());
        };
    }
}
