package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Gate.State;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one move forward.
 *
 * @param unit the unit
 * @param to the phase behind them
 * @param all the gates, at least one; copied
 */
public record Gates(Unit unit, Phase to, List<Gate> all) {
    private static final String OVERRIDDEN = "overridden: ";

    /**
     * Checks that there is a gate: without any, nothing is known.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Gates {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(to, "to");
        all = ImmutableList.copyOf(all);
        checkArgument(!all.isEmpty(), "a move to %s has no gates", to);
    }

    /** Returns the gates that are not open. */
    public List<Gate> closed() {
        return all.stream().filter(gate -> gate.state() != State.READY).collect(ImmutableList.toImmutableList());
    }

    /** Returns whether the move may pass: {@link State#BLOCKED} if one gate says so, else whether all are open. */
    public State state() {
        if (all.stream().anyMatch(gate -> gate.state() == State.BLOCKED)) {
            return State.BLOCKED;
        }
        return closed().isEmpty() ? State.READY : State.NOT_YET;
    }

    /**
     * Passes the gates.
     *
     * @param override the reason to pass closed gates; null to respect them
     * @param seen the gates that were closed when the operator decided so; null passes all
     * @return the evidence for the log: each gate with its number
     * @throws MoveRefusedException if one is closed, and there is no reason, or the operator saw it open or less far from it
     */
    public String pass(@Nullable String override, @Nullable List<Gate> seen) {
        String evidence = numbers(all);
        if (closed().isEmpty()) {
            return evidence;
        }
        if (override == null) {
            throw new MoveRefusedException(
                    Reason.GATE,
                    "%s does not move to %s: %s; wait, or override with a reason"
                            .formatted(unit, to, numbers(closed())));
        }
        if (seen != null) {
            List<Gate> worse =
                    closed().stream().filter(gate -> !isShown(gate, seen)).toList();
            if (!worse.isEmpty()) {
                throw new MoveRefusedException(
                        Reason.STALE,
                        "%s does not move to %s: it changed meanwhile: %s, which the plan did not show; look at it again"
                                .formatted(unit, to, numbers(worse)));
            }
        }
        return "%s%s (%s)".formatted(OVERRIDDEN, override, evidence);
    }

    private static boolean isShown(Gate now, List<Gate> seen) {
        return seen.stream().anyMatch(gate -> gate.name().equals(now.name()) && !now.isWorseThan(gate));
    }

    /** Returns whether a move passed closed gates. */
    public static boolean isOverridden(Move move) {
        return move.cause().evidence().startsWith(OVERRIDDEN);
    }

    private static String numbers(List<Gate> gates) {
        return gates.stream().map(Gate::toString).collect(Collectors.joining(", "));
    }
}
