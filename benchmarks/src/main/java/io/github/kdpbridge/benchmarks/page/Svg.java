package io.github.kdpbridge.benchmarks.page;

import java.util.List;
import java.util.Locale;

/** The canvas of a chart: a card with a title, its colours for light and dark, and a legend. */
final class Svg {
    static final int WIDTH = 760;
    static final int HEIGHT = 380;
    static final int LEFT = 78;
    static final int RIGHT = 20;
    static final int TOP = 84;
    static final int BOTTOM = 52;

    // Told apart by people who see red and green alike, and in grey by their lightness.
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
            .title { font-size: 16px; font-weight: 600; } .small { font-size: 11px; } .axis { fill: #59636e; }
            .card { fill: #ffffff; stroke: #d1d9e0; } .grid { stroke: #d1d9e0; stroke-width: 1; } .line { fill: none; stroke-width: 2.5; }
            .f0 { fill: #8c959f; } .f1 { fill: #0550ae; } .f2 { fill: #54aeff; } .f3 { fill: #bc4c00; } .f4 { fill: #fb8f44; }
            .s0 { stroke: #8c959f; } .s1 { stroke: #0550ae; } .s2 { stroke: #54aeff; } .s3 { stroke: #bc4c00; } .s4 { stroke: #fb8f44; }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; } .axis { fill: #9198a1; } .card { fill: #0d1117; stroke: #3d444d; } .grid { stroke: #3d444d; }
            .f1 { fill: #388bfd; } .f2 { fill: #a5d6ff; } .f3 { fill: #db6d28; } .f4 { fill: #ffc680; }
            .s1 { stroke: #388bfd; } .s2 { stroke: #a5d6ff; } .s3 { stroke: #db6d28; } .s4 { stroke: #ffc680; }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();

    Svg(String title, String unit, String below, List<String> legend) {
        body.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT))
                .append("<title>" + escaped(title) + "</title>\n")
                .append(STYLE)
                .append("<rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n"
                        .formatted(WIDTH - 1, HEIGHT - 1));
        text(LEFT, 28, "start", "title", title);
        text(LEFT, TOP - 12, "start", "axis small", unit);
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "axis", below);
        double x = LEFT;
        for (int i = 0; i < legend.size(); i++) {
            rect(x, 42, 12, 12, "f" + i);
            text(x + 17, 53, "start", "", legend.get(i));
            x += 34 + 7.3 * legend.get(i).length();
        }
    }

    void rect(double x, double y, double width, double height, String style) {
        body.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                style, x, y, width, height));
    }

    void line(double x1, double y1, double x2, double y2) {
        body.append(format("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2));
    }

    /** Draws a line that bends at points, with a dot at each. */
    void path(List<double[]> points, int colour) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(format("%s%.1f,%.1f", path.isEmpty() ? "M" : " L", point[0], point[1]));
        }
        body.append(format("<path class=\"line s%d\" d=\"%s\"/>%n", colour, path));
        for (double[] point : points) {
            body.append(
                    format("<circle class=\"f%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", colour, point[0], point[1]));
        }
    }

    void text(double x, double y, String anchor, String style, String text) {
        body.append(format(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style, x, y, anchor, escaped(text)));
    }

    @Override
    public String toString() {
        return body + "</svg>\n";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
