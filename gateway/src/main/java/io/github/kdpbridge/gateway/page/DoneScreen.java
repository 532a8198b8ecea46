package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Acted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an act did with several units.
 *
 * @param frame what is around it
 * @param rows one a unit
 * @param stopped why it went no further; null if nothing stopped it
 * @param units the address of the units
 */
public record DoneScreen(
        Frame frame, List<Row> rows, @Nullable String stopped, String units) {
    /**
     * A unit.
     *
     * @param style how the result is shown
     * @param word the result
     */
    public record Row(String unit, String address, String style, String word, String text) {}

    static DoneScreen of(Scene scene, PageActs.Outcome outcome) {
        String notice = outcome.units().isEmpty() ? "Done; no unit had to move" : "Done: what became of each unit";
        return new DoneScreen(
                scene.frame("What was done", "Units").with(new Frame.Notice(false, notice)),
                outcome.units().stream().map(done -> row(scene, done)).toList(),
                outcome.stopped(),
                outcome.address());
    }

    private static Row row(Scene scene, Acted.Done done) {
        String style = switch (done.result()) {
            case MOVED -> "good";
            case BEGUN -> "run";
            case GATE, WAITS -> "wait";
            case REFUSED -> "bad";
        };
        return new Row(done.unit(), scene.links().unit(done.unit()), style, Words.word(done.result()), done.text());
    }
}
