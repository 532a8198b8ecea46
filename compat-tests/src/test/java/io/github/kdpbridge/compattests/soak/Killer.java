package io.github.kdpbridge.compattests.soak;

import java.util.SplittableRandom;

/** Kills gateways and starts them again, until the load ends; then both run. */
final class Killer implements Runnable {
    private static final int BOTH_PERCENT = 20;

    private final Fleet fleet;
    private final SplittableRandom random;
    private final Ending ending;
    private long kills;

    Killer(Fleet fleet, long seed, Ending ending) {
        this.fleet = fleet;
        this.random = new SplittableRandom(seed);
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            while (!ending.isHere()) {
                ending.pause(random, 2_000, 10_000);
                int victim = random.nextInt(Fleet.SIZE);
                kill(victim);
                boolean both = random.nextInt(100) < BOTH_PERCENT;
                if (both) {
                    kill(1 - victim);
                }
                ending.pause(random, 1, 2_000);
                fleet.start(victim);
                if (both) {
                    fleet.start(1 - victim);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(int number) {
        fleet.kill(number);
        kills++;
    }

    /** Returns how many it has killed, once it has ended. */
    long kills() {
        return kills;
    }
}
