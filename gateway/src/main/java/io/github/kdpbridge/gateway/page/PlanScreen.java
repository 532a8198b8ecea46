package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.UnitState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an act, and the form that confirms it.
 *
 * @param frame what is around it
 * @param intent what would happen
 * @param steps what happens to each unit
 * @param form what confirms it; null if nothing can be done, or not by this visitor
 */
public record PlanScreen(
        Frame frame,
        Intent intent,
        List<Step> steps,
        @Nullable Form form) {
    static final String PATH = "/plan";

    /** Units of which each is shown by itself. */
    private static final int FEW = 10;

    /** Returns whether the units are shown as a table. */
    public boolean isLong() {
        return steps.size() > FEW;
    }

    /**
     * What would happen.
     *
     * @param effects what happens, a sentence each
     * @param worst the worst that callers see, a sentence each
     * @param variants other ways to do it
     * @param difference the difference that the act is about; null if it is about units
     */
    public record Intent(
            List<String> effects,
            List<String> worst,
            List<Variant> variants,
            @Nullable Difference difference) {}

    /** Another way to do it. */
    public record Variant(String text, String address) {}

    /**
     * What happens to a unit.
     *
     * @param move the phases: {@code SHADOW → CANARY}
     * @param next whether it would move
     * @param checks its gates, and its writes under way
     * @param epoch the epoch that the plan saw
     */
    public record Step(UnitName unit, String move, UnitsScreen.Next next, Checks checks, long epoch) {
        static Step of(Scene scene, PlannedMove move, List<Unsettled> unsettled) {
            String label = move.route().unit().label();
            return new Step(
                    scene.name(move.route().unit()),
                    move.route().phase() + " → " + move.to(),
                    UnitsScreen.Next.of(move),
                    new Checks(Checks.gates(move), Checks.of(scene, unsettled, label)),
                    move.route().epoch());
        }

        static Step of(Scene scene, UnitState state, String move, List<Unsettled> unsettled) {
            String label = state.route().unit().label();
            return new Step(
                    scene.name(state.route().unit()),
                    move,
                    new UnitsScreen.Next("", "", ""),
                    new Checks(List.of(), Checks.of(scene, unsettled, label)),
                    state.route().epoch());
        }
    }

    /**
     * What confirms an act.
     *
     * @param action where it is sent
     * @param submit the word of its button
     * @param isDanger whether the act is an emergency
     * @param hidden what is sent along
     * @param inputs what is typed; the reason is one of them
     */
    public record Form(String action, String submit, boolean isDanger, List<Hidden> hidden, List<Input> inputs) {
        public Form {
            hidden = ImmutableList.copyOf(hidden);
            inputs = ImmutableList.copyOf(inputs);
        }
    }

    /** What is sent along. */
    public record Hidden(String name, String value) {}

    /**
     * What is typed.
     *
     * @param name the field
     * @param hint what to type
     * @param value what was typed before
     * @param isRequired whether it must be there
     */
    public record Input(String name, String label, String hint, String value, boolean isRequired) {}

    static PlanScreen of(Scene scene, @Nullable String refusal) {
        PlanScreen plan = Plans.of(scene);
        return refusal == null
                ? plan
                : new PlanScreen(
                        plan.frame().with(new Frame.Notice(true, refusal)), plan.intent(), plan.steps(), plan.form());
    }
}
