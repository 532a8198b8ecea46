package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Comparisons.Known;
import org.jspecify.annotations.Nullable;

/**
 * A difference as it is shown.
 *
 * @param id its id
 * @param unit its unit
 * @param values its newest values, side by side
 * @param times how often and when it was seen
 * @param state what was decided about it
 */
public record Difference(String id, Of unit, Values values, Times times, State state) {
    /** The unit of a difference: its label, and the address of its screen. */
    public record Of(String label, String address) {}

    /** The newest values; null if a side has none. */
    public record Values(@Nullable String gen1, @Nullable String gen2) {}

    /** How often and when it was seen. */
    public record Times(long seen, Moment first, Moment last) {}

    /**
     * What was decided about it.
     *
     * @param text its state, and by whom and why it was accepted
     * @param act the word of the act that can be planned; empty for none
     * @param plan the address of the plan
     */
    public record State(String name, String text, String act, String plan) {}

    static Difference of(Scene scene, Known known) {
        return new Difference(
                known.id(),
                new Of(known.place().unit(), scene.links().unit(known.place().unit())),
                new Values(known.values().gen1(), known.values().gen2()),
                new Times(
                        known.times().seen(),
                        scene.moment(known.times().first()),
                        scene.moment(known.times().last())),
                state(scene, known));
    }

    private static State state(Scene scene, Known known) {
        String name = known.state().name();
        String text = switch (name) {
            case "NEW" -> "open";
            case "ACCEPTED" ->
                "accepted by %s: %s"
                        .formatted(known.state().who(), known.state().note());
            default -> "not seen any more";
        };
        boolean isOpen = name.equals("NEW");
        String act = isOpen ? "accept" : "open";
        String word = !scene.mayAct() ? "" : isOpen ? "Accept…" : name.equals("ACCEPTED") ? "Reopen…" : "";
        return new State(name, text, word, scene.links().plan(act, "id", known.id()));
    }
}
