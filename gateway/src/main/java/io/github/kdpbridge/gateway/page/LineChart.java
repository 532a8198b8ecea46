package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Comparisons.Day;
import io.github.kdpbridge.core.migration.Evidence.Counts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the comparisons of a unit ended, day by day.
 *
 * @param lines the lines of the chart
 * @param days the same as numbers, the oldest first
 * @param most the number at the top of the chart
 */
public record LineChart(List<Line> lines, List<Row> days, long most) {
    static final int DAYS = 14;
    private static final double WIDTH = 600;
    private static final double HEIGHT = 140;
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /**
     * A line.
     *
     * @param style how it is drawn: {@code equal}, {@code different} or {@code unknown}
     * @param points its points, as SVG has them
     */
    public record Line(String name, String style, String points) {}

    /** A day by UTC. */
    public record Row(String day, Counts counts) {}

    /** Draws the last days up to one. */
    static LineChart of(List<Day> known, LocalDate last) {
        Map<LocalDate, Counts> sums = new TreeMap<>();
        known.forEach(day -> sums.merge(day.day(), day.counts(), LineChart::sum));
        List<Row> rows = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0; back--) {
            LocalDate day = last.minusDays(back);
            rows.add(new Row(day.toString(), sums.getOrDefault(day, NONE)));
        }
        long most = Math.max(
                1,
                rows.stream()
                        .mapToLong(row -> Math.max(equal(row.counts()), notCompared(row.counts())))
                        .max()
                        .orElse(0));
        most = Math.max(
                most,
                rows.stream().mapToLong(row -> row.counts().mismatched()).max().orElse(0));
        return new LineChart(
                ImmutableList.of(
                        line("equal", "equal", rows, LineChart::equal, most),
                        line("different", "different", rows, Counts::mismatched, most),
                        line("not compared", "unknown", rows, LineChart::notCompared, most)),
                rows,
                most);
    }

    static Counts sum(Counts one, Counts other) {
        return new Counts(
                one.matched() + other.matched(),
                one.tolerated() + other.tolerated(),
                one.mismatched() + other.mismatched(),
                one.incomparable() + other.incomparable(),
                one.dropped() + other.dropped());
    }

    private static long equal(Counts counts) {
        return counts.matched() + counts.tolerated();
    }

    private static long notCompared(Counts counts) {
        return counts.incomparable() + counts.dropped();
    }

    private static Line line(String name, String style, List<Row> rows, ToLongFunction<Counts> value, long most) {
        double step = WIDTH / (rows.size() - 1);
        String points = IntStream.range(0, rows.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        i * step,
                        HEIGHT - HEIGHT * value.applyAsLong(rows.get(i).counts()) / most))
                .collect(Collectors.joining(" "));
        return new Line(name, style, points);
    }

    /** Returns the first day of the chart. */
    public String first() {
        return days.get(0).day();
    }

    /** Returns the last day of the chart. */
    public String last() {
        return days.get(days.size() - 1).day();
    }

    /** Returns whether nothing was compared. */
    public boolean isEmpty() {
        return days.stream().allMatch(row -> row.counts().equals(NONE));
    }
}
