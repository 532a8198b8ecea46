package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A semaphore whose permits are closed once each. Safe for use by many threads. */
final class Places {
    private final Semaphore free;

    Places(int most) {
        this.free = new Semaphore(most);
    }

    boolean full() {
        return free.availablePermits() == 0;
    }

    /** Takes a place; null if all are taken. */
    @Nullable Permit take() {
        Permit place = Permit.of(free::release); // created first: after a place is taken, nothing can fail
        return free.tryAcquire() ? place : null;
    }
}
