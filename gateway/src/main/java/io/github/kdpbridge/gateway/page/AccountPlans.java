package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.gateway.page.PlanScreen.Hidden;
import io.github.kdpbridge.gateway.page.PlanScreen.Input;
import io.github.kdpbridge.gateway.page.PlanScreen.Intent;
import java.util.ArrayList;
import java.util.List;

/** The plans of acts that move no unit. */
record AccountPlans(PlanDraft draft) {
    PlanScreen freeze() {
        return draft.screen(
                "Freeze the account",
                new Intent(Effects.FREEZE, Effects.NOTHING, List.of(), null),
                List.of(),
                draft.form("Freeze", false, List.of(), List.of(draft.reason())));
    }

    PlanScreen unfreeze() {
        Freeze freeze = draft.scene().desk().frozen().orElse(null);
        List<String> effects = new ArrayList<>();
        effects.add(
                freeze == null
                        ? "The account is not frozen."
                        : "The freeze by %s ends: %s."
                                .formatted(freeze.cause().who(), freeze.cause().reason()));
        effects.addAll(Effects.UNFREEZE);
        return draft.screen(
                "Allow moves forward again",
                new Intent(effects, Effects.NOTHING, List.of(), null),
                List.of(),
                freeze == null
                        ? null
                        : draft.form(
                                "Unfreeze",
                                false,
                                List.of(new Hidden("since", freeze.since().toString())),
                                List.of(draft.reason())));
    }

    PlanScreen difference() {
        String id = draft.scene().word("id", "");
        Known known = draft.scene()
                .account()
                .comparisons()
                .known()
                .find(id)
                .orElseThrow(() -> new MoveRefusedException(Reason.UNKNOWN, "there is no difference " + id));
        boolean isAccept = draft.act().equals("accept");
        List<String> effects = new ArrayList<>();
        effects.add("%s of %s: %s, %s."
                .formatted(
                        known.place().operation(),
                        known.place().unit(),
                        known.place().path(),
                        known.place().kind()));
        effects.addAll(isAccept ? Effects.ACCEPT : Effects.OPEN);
        Intent intent = new Intent(effects, Effects.NOTHING, List.of(), Difference.of(draft.scene(), known));
        Input note = new Input(
                "note",
                isAccept ? "Why accept it" : "Why open it again",
                "5 characters or more; it stays in the log",
                draft.scene().word("note", ""),
                true);
        return draft.screen(
                isAccept ? "Accept a difference" : "Open a difference again",
                intent,
                List.of(),
                draft.form(
                        isAccept ? "Accept" : "Open again",
                        false,
                        List.of(new Hidden("id", id), new Hidden("seen", known.digest())),
                        List.of(note)));
    }
}
