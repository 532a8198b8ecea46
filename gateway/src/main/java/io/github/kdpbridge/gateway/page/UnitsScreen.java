package io.github.kdpbridge.gateway.page;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Evidence.Counts;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Readiness;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The units of an account.
 *
 * @param frame what is around it
 * @param filter which of them are shown
 * @param rows one a unit
 * @param pager which part of them it is
 */
public record UnitsScreen(Frame frame, Filter filter, List<Row> rows, Pager pager) {
    static final String PATH = "/units";
    private static final int ROWS = 100;
    private static final Duration DAY = Duration.ofHours(24);

    /**
     * What is looked for.
     *
     * @param text a part of the label; empty for all
     * @param phase the name of a phase; empty for all
     * @param phases the names of all phases
     */
    public record Filter(String text, String phase, List<String> phases) {
        private boolean shows(Route route) {
            return Ascii.toLowerCase(route.unit().label()).contains(Ascii.toLowerCase(text))
                    && (phase.isEmpty() || route.phase().name().equals(phase));
        }
    }

    /**
     * A unit.
     *
     * @param figures what is counted
     * @param next what its next step would meet
     * @param mark the rule that brought it back, with its reason; null if none did
     */
    public record Row(
            UnitName unit,
            Place place,
            Figures figures,
            Next next,
            @Nullable String mark) {}

    /**
     * What is counted of a unit.
     *
     * @param counts how the answers compared in 7 days
     * @param written what it wrote in 24 hours
     */
    public record Figures(Counts counts, Written written) {}

    /**
     * What was written in 24 hours, by the ledger.
     *
     * @param gen1 the writes of generation 1
     * @param gen2 the writes of generation 2
     * @param last the last write, whenever it was; null if the ledger has none
     */
    public record Written(long gen1, long gen2, @Nullable Moment last) {
        static Written of(Scene scene, @Nullable Activity activity) {
            return activity == null
                    ? new Written(0, 0, null)
                    : new Written(activity.gen1(), activity.gen2(), scene.momentOrNull(activity.last()));
        }
    }

    /**
     * Where a unit is.
     *
     * @param since when it came there; null if it is there since it was first seen
     * @param running the move that is under way; null if none is
     */
    public record Place(
            String phase, @Nullable Moment since, @Nullable String running) {}

    /**
     * What the next step of a unit would meet.
     *
     * @param style how it is shown
     * @param word whether it would move
     * @param text the numbers that are missing
     */
    public record Next(String style, String word, String text) {
        static Next of(@Nullable PlannedMove move) {
            if (move == null) {
                return new Next("", "done", "nothing is left to do");
            }
            List<String> closed = move.gates().stream()
                    .filter(gate -> gate.state() != Gate.State.READY)
                    .map(Gate::number)
                    .toList();
            String text = move.state() == PlannedMove.State.READY
                    ? "to " + move.to()
                    : move.state() == PlannedMove.State.FROZEN || closed.isEmpty()
                            ? move.text()
                            : String.join(", ", closed);
            return new Next(Words.style(move.state()), Words.word(move.state()), text);
        }
    }

    static UnitsScreen of(Scene scene) {
        Filter filter = new Filter(
                scene.word("q", ""),
                scene.word("phase", ""),
                Stream.of(Phase.values()).map(Phase::name).toList());
        if (!filter.phase().isEmpty() && !filter.phases().contains(filter.phase())) {
            throw new IllegalArgumentException(
                    "phase must be one of %s, not %s".formatted(String.join(", ", filter.phases()), filter.phase()));
        }
        Part<Route> part = Pager.cut(scene, ROWS)
                .of(scene.desk().routes().stream().filter(filter::shows).toList());
        Map<Unit, Activity> activity =
                activity(scene, part.rows().stream().map(Route::unit).toList());
        return new UnitsScreen(
                scene.live("Units", "Units", PATH),
                filter,
                scene.desk().readiness(part.rows()).stream()
                        .map(unit -> row(
                                scene, unit, activity.get(unit.state().route().unit())))
                        .toList(),
                Pager.of(scene, PATH, part, ROWS));
    }

    /** Returns what units wrote in 24 hours. */
    static Map<Unit, Activity> activity(Scene scene, List<Unit> units) {
        return scene.desk().evidence().activity(units, scene.now().minus(DAY));
    }

    private static Row row(Scene scene, Readiness unit, @Nullable Activity activity) {
        UnitState state = unit.state();
        return new Row(
                scene.name(state.route().unit()),
                place(scene, state),
                new Figures(unit.parity().counts(), Written.of(scene, activity)),
                Next.of(unit.next()),
                mark(state));
    }

    static Place place(Scene scene, UnitState state) {
        LoggedMove running = state.running();
        String text = running == null
                ? null
                : "%s, by %s: %s"
                        .formatted(running.move(), running.move().cause().who(), OverviewScreen.step(state));
        return new Place(state.route().phase().name(), scene.momentOrNull(state.since()), text);
    }

    static @Nullable String mark(UnitState state) {
        LoggedMove mark = state.mark();
        return mark == null
                ? null
                : "brought back by %s: %s"
                        .formatted(
                                mark.move().cause().who(), mark.move().cause().reason());
    }
}
