package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.PlannedMove.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what the next step of a unit would meet, without taking it. */
final class Forecast {
    private final Snapshot now;
    private final GateJudge judge;

    Forecast(Snapshot now, GateJudge judge) {
        this.now = now;
        this.judge = judge;
    }

    /**
     * Returns the next step of a unit.
     *
     * @param to the phase to reach; null for the next one
     * @return empty if no step leads there
     */
    Optional<PlannedMove> step(UnitState state, @Nullable Phase to) {
        Phase destination = Objects.requireNonNullElse(to, Phase.DONE);
        return state.route().phase().towards(destination).map(next -> step(state, next, to));
    }

    private PlannedMove step(UnitState state, Phase next, @Nullable Phase to) {
        Route route = state.route();
        LoggedMove running = state.running();
        if (running != null) {
            String text = "%s moves it from %s".formatted(running.move().cause().who(), running.move());
            return new PlannedMove(route, next, State.MOVING, ImmutableList.of(), text);
        }
        if (to != null && to != next) {
            String text = route.phase() == Phase.GEN1 ? "not compared yet" : "one step at a time";
            return new PlannedMove(route, next, State.FIRST, ImmutableList.of(), text);
        }
        Gates gates = judge.gates(state, next, null);
        if (now.freeze() != null) {
            Cause cause = now.freeze().cause();
            String text = "%s froze the account: %s".formatted(cause.who(), cause.reason());
            return new PlannedMove(route, next, State.FROZEN, gates.all(), text);
        }
        List<Gate> shown = gates.closed().isEmpty() ? gates.all() : gates.closed();
        return new PlannedMove(
                route,
                next,
                State.valueOf(gates.state().name()),
                gates.all(),
                shown.stream().map(Gate::toString).collect(Collectors.joining(", ")));
    }
}
