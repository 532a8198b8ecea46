package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.page.PlanScreen.Form;
import io.github.kdpbridge.gateway.page.PlanScreen.Hidden;
import io.github.kdpbridge.gateway.page.PlanScreen.Input;
import io.github.kdpbridge.gateway.page.PlanScreen.Intent;
import io.github.kdpbridge.gateway.page.PlanScreen.Step;
import io.github.kdpbridge.gateway.page.PlanScreen.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a plan that all acts have: the units that are named, and the form that confirms it.
 *
 * @param act the name of the act
 */
record PlanDraft(Scene scene, String act) {
    private static final List<String> WORDS = ImmutableList.of("reason", "note");

    List<Variant> variants(boolean isNow, String now) {
        return List.of(
                isNow
                        ? new Variant(
                                "wait for transactions in progress",
                                scene.links().again(scene.request(), PlanScreen.PATH, "now", "seen", "csrf"))
                        : new Variant(
                                now,
                                scene.links()
                                        .again(
                                                scene.request(),
                                                PlanScreen.PATH,
                                                List.of(new Links.Parameter("now", "true")),
                                                "now",
                                                "seen",
                                                "csrf")));
    }

    UnitState state() {
        List<UnitState> states = states();
        if (states.size() != 1) {
            throw new IllegalArgumentException("name one unit, not " + states.size());
        }
        return states.get(0);
    }

    /** A wave or units; nothing selected is nothing, and not everything. */
    Selection selection() {
        String wave = scene.request().one("wave");
        return new Selection(wave, wave == null ? labels() : scene.request().all("unit"));
    }

    private List<String> labels() {
        List<String> labels = scene.request().all("unit");
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("no unit is selected: select units, and plan again");
        }
        return labels;
    }

    /** Of the units that are named, in one reading. */
    List<UnitState> states() {
        List<String> labels = labels();
        if (labels.size() == 1) {
            return List.of(scene.desk().status(labels.get(0)));
        }
        Map<String, UnitState> known = scene.desk().status().stream()
                .collect(ImmutableMap.toImmutableMap(
                        state -> state.route().unit().label(), Function.identity(), (one, other) -> one));
        return labels.stream()
                .distinct()
                .map(label -> known.containsKey(label)
                        ? known.get(label)
                        : scene.desk().status(label)) // says that there is none
                .toList();
    }

    Input reason() {
        return input("reason", "Reason", "5 characters or more; it stays in the log", true);
    }

    /** What was typed is kept after a refusal. A link brings words only: no confirmation, and no way past a gate. */
    Input input(String name, String label, String hint, boolean isRequired) {
        boolean isKept = scene.request().method().equals("POST") || WORDS.contains(name);
        return new Input(name, label, hint, isKept ? scene.word(name, "") : "", isRequired);
    }

    /** What the request asked for is sent along, so that a refusal can show the same plan again. */
    Form form(String submit, boolean isDanger, List<Hidden> more, List<Input> inputs) {
        List<Hidden> hidden = new ArrayList<>();
        for (String name : List.of("wave", "unit", "to", "now")) {
            scene.request().all(name).forEach(value -> hidden.add(new Hidden(name, value)));
        }
        hidden.addAll(more);
        return new Form(scene.links().act(act), submit, isDanger, hidden, inputs);
    }

    PlanScreen screen(String title, Intent intent, List<Step> steps, @Nullable Form form) {
        String tab = intent.difference() != null ? "Differences" : steps.isEmpty() ? "Overview" : "Units";
        return new PlanScreen(scene.frame(title, tab), intent, steps, scene.mayAct() ? form : null);
    }
}
