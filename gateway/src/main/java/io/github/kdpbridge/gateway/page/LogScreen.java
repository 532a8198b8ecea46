package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import io.github.kdpbridge.gateway.admin.report.ReportTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The log of an account.
 *
 * @param frame what is around it
 * @param text what is looked for; empty for all
 * @param rows the moves, the newest first
 * @param others what is no move of one unit
 * @param part which part of the moves it is
 */
public record LogScreen(Frame frame, String text, List<LogRow> rows, Others others, Part part) {
    static final String PATH = "/log";
    private static final int ROWS = 200;
    private static final int MOST_ACCEPTED = 200;
    private static final String ACTS = "acts";

    /**
     * What is no move of one unit.
     *
     * @param acts the acts, the newest first
     * @param pager which part of the acts it is
     * @param accepted the differences that are accepted
     */
    public record Others(List<ActRow> acts, Pager pager, List<Accepted> accepted) {}

    /**
     * A difference that is accepted.
     *
     * @param unit the label of its unit
     * @param place the operation and the place in its answer
     * @param address where it is shown
     */
    public record Accepted(String unit, String place, String who, String note, String address) {}

    /**
     * A part of the moves.
     *
     * @param csv the address of all of them as a file
     */
    public record Part(Pager pager, String csv) {}

    static LogScreen of(Scene scene) {
        String text = scene.word("q", "");
        var part = scene.desk().log().moves(text, Pager.cut(scene, ROWS));
        var acts = scene.desk().log().acts(ActFilter.of(text), Pager.cut(scene, ACTS, ROWS));
        String again = scene.links().again(scene.request(), PATH + ".csv", "page", ACTS, "done");
        return new LogScreen(
                scene.live("Log", "Log", PATH),
                text,
                LogRow.of(scene, part.rows()),
                new Others(
                        acts.rows().stream().map(act -> ActRow.of(scene, act)).toList(),
                        Pager.of(scene, PATH, ACTS, acts, ROWS),
                        scene
                                .account()
                                .comparisons()
                                .known()
                                .part(new DifferenceFilter(Which.ACCEPTED, text, null), new Cut(1, MOST_ACCEPTED))
                                .rows()
                                .stream()
                                .map(known -> accepted(scene, known))
                                .toList()),
                new Part(Pager.of(scene, PATH, part, ROWS), again));
    }

    private static Accepted accepted(Scene scene, Known known) {
        return new Accepted(
                known.place().unit(),
                known.place().operation() + " " + known.place().path(),
                Objects.requireNonNullElse(known.state().who(), ""),
                Objects.requireNonNullElse(known.state().note(), ""),
                DifferencesScreen.address(scene.links(), known));
    }

    static PageAnswer csv(Scene scene) {
        String text = scene.word("q", "");
        Stream<List<String>> cells = Stream.concat(
                        scene.desk().log().moves(text, Cut.WHOLE).rows().stream()
                                .map(LogRow::cells),
                        scene.desk().log().acts(ActFilter.of(text), Cut.WHOLE).rows().stream()
                                .map(ActRow::cells))
                .sorted(Comparator.comparing((List<String> row) -> Instant.parse(row.get(0)))
                        .reversed());
        String csv = Stream.concat(Stream.of(LogRow.HEAD), cells)
                .map(ReportTable::line)
                .collect(Collectors.joining());
        return PageAnswer.file(
                "text/csv; charset=utf-8",
                "migration-log-%s.csv".formatted(scene.account().reseller().value()),
                csv);
    }
}
