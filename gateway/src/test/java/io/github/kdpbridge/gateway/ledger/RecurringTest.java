package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
@SuppressWarnings("try") // closing is what a test is about
@ExpectedLog("test failed, and goes on")
class RecurringTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void workThatThrowsAnError_goesOn() throws Exception {
        AtomicInteger times = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(1);
        try (Recurring recurring = Recurring.start("test", Duration.ZERO, Duration.ZERO, () -> {
            if (times.incrementAndGet() == 3) {
                third.countDown();
            }
            throw new StackOverflowError("made up");
        })) {
            third.await();
        }
    }

    @Test
    void interruptThatWorkLeavesBehind_doesNotEndIt() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        try (Recurring recurring = Recurring.start("test", Duration.ZERO, Duration.ofMillis(1), () -> {
            third.countDown();
            Thread.currentThread().interrupt();
        })) {
            third.await();
        }
    }

    @Test
    void closing_endsTheWaitForTheFirstTime() {
        AtomicInteger times = new AtomicInteger();
        try (Recurring recurring = Recurring.start("test", NEVER, NEVER, times::incrementAndGet)) {
            assertThat(times).hasValue(0);
        }
        assertThat(times).hasValue(0);
    }

    @Test
    void closing_waitsForWorkThatIsBeingDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (Recurring recurring = Recurring.start("test", Duration.ZERO, NEVER, () -> {
            begun.countDown();
            while (released.getCount() > 0) {
                Thread.onSpinWait();
            }
            done.incrementAndGet();
        })) {
            begun.await();
            released.countDown();
        }
        assertThat(done).hasValue(1);
    }

    /** Work of any length looks at that between its steps, and holds up no stop. */
    @Test
    void closing_interruptsWorkThatGoesOnForTooLong() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Recurring recurring = Recurring.start(
                "test",
                Duration.ZERO,
                NEVER,
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                },
                Duration.ofMillis(1))) {
            begun.await();
        }
        interrupted.await();
    }
}
