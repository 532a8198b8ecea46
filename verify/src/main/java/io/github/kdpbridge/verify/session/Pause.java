package io.github.kdpbridge.verify.session;

import java.time.Duration;

/** Waiting, passed in so that tests need not wait. */
interface Pause {
    void forDuration(Duration duration);

    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ReplayException("interrupted between two requests", e);
            }
        };
    }
}
