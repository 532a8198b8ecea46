package io.github.kdpbridge.benchmarks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Groups of bars from zero, one bar a series in each group. */
final class BarChart {
    private final String title;
    private final String unit;
    private final String below;
    private final List<String> series;
    private final List<String> groups = new ArrayList<>();
    private final List<List<Optional<Double>>> values = new ArrayList<>();

    BarChart(String title, String unit, String below, List<String> series) {
        this.title = title;
        this.unit = unit;
        this.below = below;
        this.series = List.copyOf(series);
    }

    /** Adds a group with a value, or none, for each series. */
    void group(String name, List<Optional<Double>> bars) {
        groups.add(name);
        values.add(List.copyOf(bars));
    }

    /** Returns the chart as SVG. */
    String svg() {
        Svg svg = new Svg(title, unit, below, series);
        double top = values.stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double step = step(top);
        double most = Math.ceil(top / step) * step;
        double high = Svg.HEIGHT - Svg.TOP - Svg.BOTTOM;
        double ground = Svg.HEIGHT - (double) Svg.BOTTOM;
        for (int i = 0; i * step <= most * 1.0001; i++) {
            double y = ground - i * step / most * high;
            svg.line(Svg.LEFT, y, Svg.WIDTH - Svg.RIGHT, y);
            svg.text(Svg.LEFT - 8, y + 4, "end", "axis small", Figures.plain(rounded(i * step)));
        }
        double wide = (Svg.WIDTH - Svg.LEFT - Svg.RIGHT) / (double) groups.size();
        double bar = Math.min(wide * 0.82 / series.size(), 60);
        for (int g = 0; g < groups.size(); g++) {
            double middle = Svg.LEFT + wide * (g + 0.5);
            svg.text(middle, ground + 18, "middle", "", groups.get(g));
            for (int s = 0; s < series.size(); s++) {
                double x = middle + (s - series.size() / 2.0) * bar;
                Optional<Double> value = values.get(g).get(s);
                if (value.isPresent()) {
                    double tall = value.get() / most * high;
                    svg.rect(x + 1, ground - tall, bar - 2, tall, "f" + s);
                    svg.text(x + bar / 2, ground - tall - 4, "middle", "small", brief(value.get()));
                }
            }
        }
        return svg.toString();
    }

    /** One of 1, 2 or 5 times a power of ten, so that there are four to ten lines. */
    static double step(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(top)));
        double share = top / power;
        return share > 5 ? power : share > 2 ? power / 2 : power / 5;
    }

    private static String brief(double value) {
        return value >= 10_000
                ? String.format(Locale.ROOT, "%.0fk", value / 1000)
                : value >= 1000
                        ? String.format(Locale.ROOT, "%.1fk", value / 1000)
                        : value >= 10
                                ? String.format(Locale.ROOT, "%.0f", value)
                                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
