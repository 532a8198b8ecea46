package io.github.kdpbridge.compattests.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Says when the load ends; who pauses until then is woken. Safe for use by many threads. */
final class Ending {
    private final CountDownLatch end = new CountDownLatch(1);

    /** Ends the load. */
    void now() {
        end.countDown();
    }

    /** Returns whether the load has ended. */
    boolean isHere() {
        return end.getCount() == 0;
    }

    /** Waits for the end, but no longer than this. */
    void await(Duration longest) throws InterruptedException {
        var unused = end.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the end, but no longer than a time at random, in milliseconds. */
    void pause(RandomGenerator random, int shortest, int longest) throws InterruptedException {
        await(Duration.ofMillis(random.nextInt(shortest, longest)));
    }
}
