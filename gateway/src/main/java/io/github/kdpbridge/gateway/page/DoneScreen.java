package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
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
    static final String PATH = "/done";

    /**
     * A unit.
     *
     * @param style how the result is shown
     * @param word the result
     */
    public record Row(String unit, String address, String style, String word, String text) {}

    /** The result of an act is read from the log, so that no address makes the page say what nobody did. */
    static DoneScreen of(Scene scene) {
        String id = scene.word("act", "");
        LoggedAct act = scene.desk()
                .log()
                .act(id)
                .orElseThrow(() -> new MoveRefusedException(Reason.UNKNOWN, "the log has no act \"%s\"".formatted(id)));
        return of(scene, act.acted());
    }

    static DoneScreen of(Scene scene, Acted acted) {
        return new DoneScreen(
                scene.frame("What was done", "Units").with(notice(acted)),
                acted.units().stream().map(done -> row(scene, done)).toList(),
                acted.stopped(),
                scene.links().to(UnitsScreen.PATH));
    }

    private static Frame.Notice notice(Acted acted) {
        if (acted.units().isEmpty()) {
            return new Frame.Notice(false, "Done; no unit had to move");
        }
        if (acted.isGood()) {
            return new Frame.Notice(false, "Done: what became of each unit");
        }
        String lead = acted.isAnyDone() ? "Not all is done." : acted.isAnyUnknown() ? "Not known." : "Not done.";
        return new Frame.Notice(true, lead, acted.summary());
    }

    private static Row row(Scene scene, Acted.Done done) {
        String style = switch (done.result()) {
            case MOVED -> "good";
            case BEGUN -> "run";
            case GATE, WAITS -> "wait";
            case REFUSED, UNKNOWN -> "bad";
        };
        return new Row(
                done.unit(),
                scene.links().unit(done.unit()),
                style,
                done.result() == Acted.Result.UNKNOWN ? "not known" : Words.word(done.result()),
                done.text());
    }
}
