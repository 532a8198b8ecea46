package io.github.kdpbridge.compattests.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Notes which points each watched transaction has reached, and holds it at one of them for ever. */
final class Watch {
    /** For a transaction that is not held. */
    static final int NEVER = 0;

    private final Consumer<String> out;
    private final Map<String, Integer> holdAt = new HashMap<>();
    private final Map<String, List<Point>> points = new HashMap<>();

    /**
     * Creates a watch.
     *
     * @param out is told when a transaction is held
     */
    Watch(Consumer<String> out) {
        this.out = out;
    }

    /**
     * Begins to watch a transaction, also as the name of parts and steps.
     *
     * @param hold at which of its points to hold it, from 1
     */
    synchronized void over(String transaction, int hold) {
        holdAt.put(transaction, hold);
        points.put(transaction, new ArrayList<>());
    }

    /** Returns the points that a transaction has reached. */
    synchronized List<Point> points(String transaction) {
        return List.copyOf(points.getOrDefault(transaction, List.of()));
    }

    /** A transaction reached a point; does not return if it is held there. */
    void reached(Point point, String step) {
        String transaction = step.replaceFirst("-[0-9]+of[0-9]+$", "");
        if (isHeld(point, transaction)) {
            out.accept("held " + transaction);
            holdForEver();
        }
    }

    private synchronized boolean isHeld(Point point, String transaction) {
        List<Point> reached = points.get(transaction);
        if (reached == null || !isNews(point, reached)) {
            return false;
        }
        reached.add(point);
        return holdAt.getOrDefault(transaction, NEVER) == reached.size();
    }

    /** Between what was recorded last and the next thing to record, only an answer of the service makes a difference. */
    private static boolean isNews(Point point, List<Point> reached) {
        return switch (point) {
            case ASKED -> reached.isEmpty();
            case ANSWERED -> reached.get(reached.size() - 1) == Point.CLAIMED;
            case CLAIMED, SETTLED -> true;
        };
    }

    private static void holdForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError("a held transaction went on", e);
        }
    }
}
