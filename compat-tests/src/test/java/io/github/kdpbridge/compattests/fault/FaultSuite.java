package io.github.kdpbridge.compattests.fault;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays every cell, several at once: most of the time of a cell is waiting. */
final class FaultSuite {
    private static final int AT_ONCE = 20;

    /** Longer than any cell may take, even on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FaultSuite() {}

    /** Returns all cells, trouble by trouble: those that work the machine are apart from those that measure its time. */
    static ImmutableList<Cell> cells() {
        ImmutableList.Builder<Cell> cells = ImmutableList.builder();
        for (Trouble trouble : Troubles.ALL) {
            for (AskedOperation operation : AskedOperation.values()) {
                for (PeerKind kind : PeerKind.values()) {
                    cells.add(new Cell(kind, trouble, operation));
                }
            }
        }
        return cells.build();
    }

    /** Returns what came of each cell, in their order. */
    static ImmutableList<CellResult> play(List<Cell> cells) throws InterruptedException {
        ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService closers = Executors.newCachedThreadPool();
        try {
            List<Future<Observation>> plays = cells.stream()
                    .map(cell -> players.submit(() -> cell.play(closers)))
                    .toList();
            ImmutableList.Builder<CellResult> results = ImmutableList.builder();
            for (int i = 0; i < cells.size(); i++) {
                results.add(result(cells.get(i), plays.get(i)));
            }
            return results.build();
        } finally {
            players.shutdownNow();
            closers.shutdown();
            var unused = closers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static CellResult result(Cell cell, Future<Observation> play) throws InterruptedException {
        try {
            return CellResult.of(cell, play.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return CellResult.failed(cell, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return CellResult.failed(cell, e);
        }
    }
}
