package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitTest {
    private final Semaphore turns = new Semaphore(0);

    @Test
    void errorInTheWork_givesBackWhatWasTaken() {
        assertThatThrownBy(() -> {
                    try (Permit permit = Permit.of(turns::release)) {
                        assertThat(permit).isNotNull();
                        throw new OutOfMemoryError("made up");
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void closedAgain_givesBackOnce() {
        Permit permit = Permit.of(turns::release);
        permit.close();
        permit.close();
        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void closedByManyThreadsAtOnce_givesBackOnce() throws InterruptedException {
        Permit permit = Permit.of(turns::release);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = IntStream.range(0, 8)
                .mapToObj(each -> new Thread(() -> {
                    awaitStart(start);
                    permit.close();
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(turns.availablePermits()).isOne();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
