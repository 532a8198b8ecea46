package io.github.kdpbridge.benchmarks.page;

import java.util.Comparator;
import java.util.List;

/**
 * How a cost grows with a number.
 *
 * @param points number and cost
 */
record Growing(List<Point> points) {
    /** A number and what it costs. */
    record Point(double number, double cost) {}

    Growing {
        points = points.stream().sorted(Comparator.comparing(Point::number)).toList();
    }

    /** Returns the steepest step: by what factor cost grew faster than the number; at most 1 is linear or better. */
    double steepest() {
        double steepest = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            steepest = Math.max(steepest, (to.cost / from.cost) / (to.number / from.number));
        }
        return steepest;
    }
}
