package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.compattests.process.TestPostgresql;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Kills PostgreSQL and starts it again, until the load ends; then it runs. */
final class DatabaseKiller implements Runnable {
    private final TestPostgresql database;
    private final Path folder;
    private final SplittableRandom random;
    private final Ending ending;
    private long kills;

    DatabaseKiller(TestPostgresql database, Path folder, long seed, Ending ending) {
        this.database = database;
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            while (!ending.isHere()) {
                ending.pause(random, 10_000, 30_000);
                database.kill(folder);
                kills++;
                ending.pause(random, 1, 2_000);
                database.restart(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how often it has killed it, once it has ended. */
    long kills() {
        return kills;
    }
}
