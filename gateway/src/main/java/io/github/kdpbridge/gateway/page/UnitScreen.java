package io.github.kdpbridge.gateway.page;

import com.google.common.collect.Lists;
import io.github.kdpbridge.core.migration.Comparisons.Compared;
import io.github.kdpbridge.core.migration.Comparisons.Day;
import io.github.kdpbridge.core.migration.Evidence.Counts;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.core.migration.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A unit.
 *
 * @param frame what is around it
 * @param head where it is
 * @param ahead what can be done with it
 * @param parity how the answers compare
 * @param log its moves, the newest first
 */
public record UnitScreen(Frame frame, Head head, Ahead ahead, Parity parity, List<LogRow> log) {
    static final String PATH = "/unit";

    /**
     * Where a unit is.
     *
     * @param meaning what its phase means
     * @param mark the rule that brought it back, with its reason; null if none did
     * @param written what it wrote
     */
    public record Head(
            UnitName unit,
            UnitsScreen.Place place,
            String meaning,
            @Nullable String mark,
            UnitsScreen.Written written) {}

    /**
     * What can be done with a unit.
     *
     * @param next what its next step would meet
     * @param checks the gates of that step, and the writes under way
     * @param choices the acts that can be planned
     * @param comparison the form of a comparison now; null if there is none
     */
    public record Ahead(
            UnitsScreen.Next next,
            Checks checks,
            List<Choice> choices,
            @Nullable String comparison) {}

    /**
     * An act that can be planned.
     *
     * @param style how it is shown: {@code main}, {@code plain} or {@code danger}
     */
    public record Choice(String text, String address, String style) {}

    /**
     * How the answers compare.
     *
     * @param operations the sums of each operation
     * @param chart the sums of each day
     * @param compared what was compared just now
     */
    public record Parity(List<Operation> operations, LineChart chart, List<Compared> compared) {}

    /** An operation. */
    public record Operation(String name, Counts counts) {}

    /**
     * Shows a unit.
     *
     * @param compared what was compared just now; empty for nothing
     */
    static UnitScreen of(Scene scene, List<Compared> compared) {
        String label = scene.request().one("unit");
        if (label == null) {
            throw new IllegalArgumentException("name the unit: unit is missing");
        }
        UnitState state = scene.desk().status(label);
        Route route = state.route();
        List<LoggedMove> log = scene.desk().log().moves(route.unit());
        Frame frame = scene.live(route.unit().toString(), "Units", PATH).with(notice(scene, log));
        return new UnitScreen(
                compared.isEmpty() ? frame : new Frame(frame.title(), "Units", scene.site(), null, null),
                new Head(
                        scene.name(route.unit()),
                        UnitsScreen.place(scene, state),
                        Words.meaning(route.phase()),
                        UnitsScreen.mark(state),
                        UnitsScreen.Written.of(
                                scene,
                                UnitsScreen.activity(scene, List.of(route.unit()))
                                        .get(route.unit()))),
                ahead(scene, state),
                parity(scene, state, compared),
                LogRow.of(scene, Lists.reverse(log)));
    }

    /** What was done is read from the log, so that no address makes the page say what nobody did. */
    private static Frame.@Nullable Notice notice(Scene scene, List<LoggedMove> log) {
        String done = scene.word("done", "");
        return log.stream()
                .filter(entry -> Long.toString(entry.epoch()).equals(done))
                .findFirst()
                .map(entry -> new Frame.Notice(false, LogRow.line(entry)))
                .orElse(null);
    }

    private static Ahead ahead(Scene scene, UnitState state) {
        String label = state.route().unit().label();
        PlannedMove next = scene.desk().plan(Selection.of(label), null).stream()
                .findFirst()
                .orElse(null);
        return new Ahead(
                UnitsScreen.Next.of(next),
                new Checks(Checks.gates(next), Checks.of(scene, Checks.unsettled(scene), label)),
                choices(scene, state, next),
                scene.mayAct() ? scene.links().act("compare") : null);
    }

    private static List<Choice> choices(Scene scene, UnitState state, @Nullable PlannedMove next) {
        Links links = scene.links();
        String label = state.route().unit().label();
        Phase phase = state.route().phase();
        List<Choice> choices = new ArrayList<>();
        if (state.running() != null) {
            choices.add(new Choice("Cancel the move…", links.plan("cancel", "unit", label), "plain"));
        } else {
            // The step of the plan comes first, and stands out if it is ready; a way round is for those who want it.
            for (Phase to : Lists.reverse(phase.forward())) {
                choices.add(new Choice(
                        "Move to %s…".formatted(to),
                        links.plan("promote", label, "to", to.name()),
                        isReady(next, to) ? "main" : "plain"));
            }
        }
        phase.back().ifPresent(to -> {
            choices.add(new Choice("Back to %s…".formatted(to), links.plan("rollback", "unit", label), "plain"));
            if (to.writes() != phase.writes()) {
                choices.add(new Choice("Back at once…", links.plan("rollback", label, "now", "true"), "danger"));
            }
        });
        if (phase == Phase.DONE) {
            choices.add(new Choice("Reopen…", links.plan("reopen", "unit", label), "danger"));
        }
        return choices;
    }

    private static boolean isReady(@Nullable PlannedMove next, Phase to) {
        return next != null && next.to() == to && next.state() == PlannedMove.State.READY;
    }

    private static Parity parity(Scene scene, UnitState state, List<Compared> compared) {
        Instant from = scene.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(LineChart.DAYS - 1));
        List<Day> days = scene.account().comparisons().days(state.route().unit(), from);
        Map<String, Counts> operations = new TreeMap<>();
        days.forEach(day -> operations.merge(day.operation(), day.counts(), LineChart::sum));
        return new Parity(
                operations.entrySet().stream()
                        .map(operation -> new Operation(operation.getKey(), operation.getValue()))
                        .toList(),
                LineChart.of(days, scene.now().atOffset(ZoneOffset.UTC).toLocalDate()),
                compared);
    }
}
