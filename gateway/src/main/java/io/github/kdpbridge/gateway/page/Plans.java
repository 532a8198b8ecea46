package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.page.PlanScreen.Hidden;
import io.github.kdpbridge.gateway.page.PlanScreen.Input;
import io.github.kdpbridge.gateway.page.PlanScreen.Intent;
import io.github.kdpbridge.gateway.page.PlanScreen.Step;
import io.github.kdpbridge.gateway.page.PlanScreen.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans one act: tells what it would do, and what has to be typed to confirm it. */
final class Plans {
    private static final Map<String, Function<Plans, PlanScreen>> ACTS =
            ImmutableMap.<String, Function<Plans, PlanScreen>>builder()
                    .put("promote", Plans::promote)
                    .put("rollback", Plans::rollback)
                    .put("cancel", Plans::cancel)
                    .put("reopen", Plans::reopen)
                    .put("freeze", plans -> new AccountPlans(plans.draft).freeze())
                    .put("unfreeze", plans -> new AccountPlans(plans.draft).unfreeze())
                    .put("panic", Plans::panic)
                    .put("accept", plans -> new AccountPlans(plans.draft).difference())
                    .put("open", plans -> new AccountPlans(plans.draft).difference())
                    .buildOrThrow();
    static final int MOST_AT_ONCE = 100;
    private static final int MOVING = 5;

    private final Scene scene;
    private final Effects effects;
    private final PlanDraft draft;

    private Plans(Scene scene, String act) {
        this.scene = scene;
        this.effects = new Effects(scene.account().pace());
        this.draft = new PlanDraft(scene, act);
    }

    /** The names of all acts that are planned before they are done. */
    static List<String> names() {
        return ImmutableList.copyOf(ACTS.keySet());
    }

    static PlanScreen of(Scene scene) {
        String act = scene.word("act", "");
        Function<Plans, PlanScreen> planner = ACTS.get(act);
        if (planner == null) {
            throw new IllegalArgumentException(
                    "act must be one of %s, not \"%s\"".formatted(String.join(", ", ACTS.keySet()), act));
        }
        return planner.apply(new Plans(scene, act));
    }

    static boolean isNow(PageRequest request) {
        return "true".equals(request.one("now"));
    }

    static @Nullable Phase phase(@Nullable String name) {
        return name == null
                ? null
                : Enums.getIfPresent(Phase.class, name.toUpperCase(Locale.ROOT))
                        .toJavaUtil()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "to must be one of %s, not %s".formatted(Arrays.toString(Phase.values()), name)));
    }

    private PlanScreen promote() {
        PageRequest request = scene.request();
        Phase to = phase(request.one("to"));
        boolean isNow = isNow(request);
        List<PlannedMove> moves = scene.desk().plan(draft.selection(), to);
        List<Unsettled> unsettled = Checks.unsettled(scene);
        List<Step> steps =
                moves.stream().map(move -> Step.of(scene, move, unsettled)).toList();
        List<PlannedMove> possible = moves.stream().filter(Plans::isPossible).toList();
        boolean isCutOver = possible.stream()
                .anyMatch(move -> move.to().writes() != move.route().phase().writes());
        Intent intent = new Intent(
                effects.forward(moves, isNow),
                isCutOver ? effects.worst(isNow) : Effects.NOTHING,
                isCutOver
                        ? draft.variants(isNow, "move without waiting, for a service that is gone for good")
                        : List.of(),
                null);
        List<Input> inputs = new ArrayList<>();
        inputs.add(draft.reason());
        if (possible.stream().anyMatch(move -> move.state() != PlannedMove.State.READY)) {
            inputs.add(
                    draft.input("override", "Override closed gates because", "leave it empty to respect them", false));
        }
        if (possible.stream().anyMatch(move -> move.to() == Phase.GEN2)) {
            inputs.add(draft.input(
                    "idle", "Fewer writes are enough because", "leave it empty to ask for all of them", false));
        }
        if (possible.size() > 1) {
            inputs.add(new Input(
                    "atOnce",
                    "Units at a time",
                    "1 to " + MOST_AT_ONCE,
                    scene.word("atOnce", Integer.toString(MOVING)),
                    true));
        }
        String title = moves.size() == 1
                ? "Move %s to %s"
                        .formatted(moves.get(0).route().unit(), moves.get(0).to())
                : "Move %d units forward".formatted(moves.size());
        return draft.screen(
                title, intent, steps, possible.isEmpty() ? null : draft.form("Move", isNow, seen(possible), inputs));
    }

    private static boolean isPossible(PlannedMove move) {
        return switch (move.state()) {
            case READY, NOT_YET, BLOCKED -> true;
            case FIRST, MOVING, FROZEN -> false;
        };
    }

    private static List<Hidden> seen(List<PlannedMove> moves) {
        List<Hidden> hidden = new ArrayList<>();
        for (PlannedMove move : moves) {
            Seen seen = Seen.of(move);
            hidden.add(seen(seen.epoch(), seen.unit()));
            needed("closed", seen.closed()).forEach(gate -> hidden.add(ShownGate.hidden(gate, seen.unit())));
        }
        return hidden;
    }

    private static Hidden seen(long epoch, String label) {
        return new Hidden("seen", epoch + ":" + label);
    }

    private PlanScreen rollback() {
        boolean isNow = isNow(scene.request());
        List<UnitState> states = draft.states();
        List<Unsettled> unsettled = Checks.unsettled(scene);
        List<UnitState> movable = states.stream()
                .filter(state -> state.route().phase().back().isPresent())
                .toList();
        List<Step> steps = states.stream()
                .map(state -> Step.of(scene, state, back(state), unsettled))
                .toList();
        boolean isCutOver = movable.stream().anyMatch(Plans::isCutOver);
        Intent intent = new Intent(
                effects.back(movable, isNow),
                isCutOver ? effects.worst(isNow) : Effects.NOTHING,
                isCutOver
                        ? draft.variants(isNow, "back at once, without waiting for transactions in progress")
                        : List.of(),
                null);
        String title = states.size() == 1
                ? "Bring %s back%s".formatted(states.get(0).route().unit(), isNow ? " at once" : "")
                : "Bring %d units back%s".formatted(states.size(), isNow ? " at once" : "");
        List<Hidden> seen = movable.stream()
                .map(state -> seen(state.route().epoch(), state.route().unit().label()))
                .toList();
        return draft.screen(
                title,
                intent,
                steps,
                movable.isEmpty() ? null : draft.form("Bring back", isNow, seen, List.of(draft.reason())));
    }

    private static boolean isCutOver(UnitState state) {
        Phase phase = state.route().phase();
        return phase.back().orElse(phase).writes() != phase.writes();
    }

    private static String back(UnitState state) {
        Phase phase = state.route().phase();
        return phase.back().map(to -> phase + " → " + to).orElse(phase + ", from which no way leads back");
    }

    private PlanScreen cancel() {
        UnitState state = draft.state();
        LoggedMove running = state.running();
        Move move = running == null ? null : running.move();
        Intent intent = new Intent(
                move == null
                        ? List.of("No move of this unit is under way.")
                        : List.of("The move %s of %s ends; the unit stays in %s."
                                .formatted(move, move.cause().who(), move.from())),
                Effects.NOTHING,
                List.of(),
                null);
        return draft.screen(
                "Cancel the move of " + state.route().unit(),
                intent,
                List.of(Step.of(
                        scene, state, move == null ? "stays" : move + " is cancelled", Checks.unsettled(scene))),
                move == null ? null : draft.form("Cancel the move", false, seen(state), List.of(draft.reason())));
    }

    private PlanScreen reopen() {
        UnitState state = draft.state();
        boolean isDone = state.route().phase() == Phase.DONE;
        String label = state.route().unit().label();
        Intent intent = new Intent(
                List.of(
                        isDone
                                ? "The unit goes to GEN2 again, from which a way leads back."
                                : "The unit is in %s; only one in DONE is reopened."
                                        .formatted(state.route().phase())),
                Effects.NOTHING,
                List.of(),
                null);
        Input confirm = draft.input("confirm", "Type %s to confirm".formatted(label), "the unit, exactly", true);
        return draft.screen(
                "Reopen " + state.route().unit(),
                intent,
                List.of(Step.of(scene, state, isDone ? "DONE → GEN2" : "stays", Checks.unsettled(scene))),
                isDone ? draft.form("Reopen", true, seen(state), List.of(draft.reason(), confirm)) : null);
    }

    private static List<Hidden> seen(UnitState state) {
        return List.of(seen(state.route().epoch(), state.route().unit().label()));
    }

    private PlanScreen panic() {
        boolean isAll = "true".equals(scene.request().one("all"));
        List<UnitState> states = scene.desk().status().stream()
                .filter(state -> state.route().phase() == Phase.CANARY
                        || (isAll && state.route().phase() == Phase.GEN2))
                .toList();
        List<Unsettled> unsettled = Checks.unsettled(scene);
        String account = scene.account().reseller().value();
        Intent intent = new Intent(
                Effects.panic(states.size()),
                effects.worst(true),
                List.of(
                        isAll
                                ? new Variant(
                                        "only units in CANARY", scene.links().plan("panic"))
                                : new Variant("units in GEN2 too", scene.links().plan("panic", "all", "true"))),
                null);
        List<Hidden> hidden = isAll ? List.of(new Hidden("all", "true")) : List.of();
        Input confirm = draft.input("confirm", "Type %s to confirm".formatted(account), "the account, exactly", true);
        return draft.screen(
                "Panic: %s back at once".formatted(Count.of(states.size(), "unit", "units")),
                intent,
                states.stream()
                        .map(state -> Step.of(scene, state, back(state), unsettled))
                        .toList(),
                draft.form(Effects.panics(states.size()), true, hidden, List.of(draft.reason(), confirm)));
    }
}
