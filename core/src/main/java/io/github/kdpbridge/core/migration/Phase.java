package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.Generation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a unit's migration is. The status of a transaction is asked on the side where it was written, in every phase.
 */
public enum Phase {
    /** Generation 1 does everything. */
    GEN1(Generation.GEN1, Generation.GEN1, null),
    /** Generation 1 does everything; some questions are asked of generation 2 too, and the answers compared. */
    SHADOW(Generation.GEN1, Generation.GEN1, Generation.GEN2),
    /** Generation 2 answers lists, generation 1 does the writes. A plan may leave this phase out. */
    READS(Generation.GEN1, Generation.GEN2, Generation.GEN1),
    /** Generation 2 does everything, and stop rules may bring the unit back. */
    CANARY(Generation.GEN2, Generation.GEN2, Generation.GEN1),
    /** Generation 2 does everything, and stop rules only raise alarms. */
    GEN2(Generation.GEN2, Generation.GEN2, Generation.GEN1),
    /** Generation 2 does everything; there is no way back, except to reopen the migration. */
    DONE(Generation.GEN2, Generation.GEN2, null);

    private final Generation writes;
    private final Generation lists;
    private final @Nullable Generation shadow;

    Phase(Generation writes, Generation lists, @Nullable Generation shadow) {
        this.writes = writes;
        this.lists = lists;
        this.shadow = shadow;
    }

    /** Returns the generation that new writes go to. */
    public Generation writes() {
        return writes;
    }

    /** Returns the generation that answers lists. */
    public Generation lists() {
        return lists;
    }

    /** Returns the generation whose answers are compared with those that callers get; empty if none is. */
    public Optional<Generation> shadow() {
        return Optional.ofNullable(shadow);
    }

    /** Returns the phases that a move forward may lead to, each one step away. */
    public List<Phase> forward() {
        return switch (this) {
            case GEN1 -> ImmutableList.of(SHADOW);
            case SHADOW -> ImmutableList.of(READS, CANARY);
            case READS -> ImmutableList.of(CANARY);
            case CANARY -> ImmutableList.of(GEN2);
            case GEN2 -> ImmutableList.of(DONE);
            case DONE -> ImmutableList.of();
        };
    }

    /** Returns the phase that a move back leads to; empty for the first phase and the last. */
    public Optional<Phase> back() {
        return switch (this) {
            case GEN1, DONE -> Optional.empty();
            case SHADOW -> Optional.of(GEN1);
            case READS, CANARY, GEN2 -> Optional.of(SHADOW);
        };
    }

    /**
     * Returns the next step of the way to a later phase. It leads through {@link #READS} only if that is the destination.
     *
     * @return empty if the phase is reached or passed
     */
    public Optional<Phase> towards(Phase destination) {
        return forward().stream()
                .filter(next -> next.compareTo(destination) <= 0)
                .reduce((near, far) -> far);
    }

    /** Returns whether stop rules may bring a unit back from this phase. */
    public boolean isOnTrial() {
        return this == READS || this == CANARY;
    }
}
