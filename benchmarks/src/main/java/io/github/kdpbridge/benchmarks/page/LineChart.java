package io.github.kdpbridge.benchmarks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Lines over two axes of powers of ten: what grows in proportion is a straight line. */
final class LineChart {
    private final String title;
    private final String unit;
    private final String below;
    private final Map<String, List<Growing.Point>> lines = new LinkedHashMap<>();

    LineChart(String title, String unit, String below) {
        this.title = title;
        this.unit = unit;
        this.below = below;
    }

    /** Adds a line; all numbers and costs are greater than 0. */
    void line(String name, Growing growing) {
        lines.put(name, growing.points());
    }

    String title() {
        return title;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Returns the chart as SVG. */
    String svg() {
        Svg svg = new Svg(title, unit, below, List.copyOf(lines.keySet()));
        int left = lowest(numbers());
        int right = Math.max(left + 1, highest(numbers()));
        int low = lowest(costs());
        int high = Math.max(low + 1, highest(costs()));
        double wide = Svg.WIDTH - Svg.LEFT - Svg.RIGHT - 44.0;
        double tall = Svg.HEIGHT - Svg.TOP - (double) Svg.BOTTOM;
        double ground = Svg.HEIGHT - (double) Svg.BOTTOM;
        for (int power = low; power <= high; power++) {
            double y = ground - tall * (power - low) / (high - low);
            svg.line(Svg.LEFT, y, Svg.WIDTH - Svg.RIGHT, y);
            svg.text(Svg.LEFT - 8, y + 4, "end", "axis small", Figures.plain(Math.pow(10, power)));
        }
        for (int power = left; power <= right; power++) {
            double x = Svg.LEFT + 12 + wide * (power - left) / (right - left);
            svg.text(x, ground + 18, "middle", "", Figures.plain(Math.pow(10, power)));
        }
        int colour = 0;
        for (List<Growing.Point> line : lines.values()) {
            List<double[]> points = new ArrayList<>();
            for (Growing.Point point : line) {
                points.add(new double[] {
                    Svg.LEFT + 12 + wide * (Math.log10(point.number()) - left) / (right - left),
                    ground - tall * (Math.log10(point.cost()) - low) / (high - low)
                });
            }
            svg.path(points, colour++);
        }
        return svg.toString();
    }

    private DoubleStream numbers() {
        return lines.values().stream().flatMap(List::stream).mapToDouble(Growing.Point::number);
    }

    private DoubleStream costs() {
        return lines.values().stream().flatMap(List::stream).mapToDouble(Growing.Point::cost);
    }

    private static int lowest(DoubleStream values) {
        return (int) Math.floor(Math.log10(values.min().orElse(1)) + 1e-9);
    }

    private static int highest(DoubleStream values) {
        return (int) Math.ceil(Math.log10(values.max().orElse(1)) - 1e-9);
    }
}
