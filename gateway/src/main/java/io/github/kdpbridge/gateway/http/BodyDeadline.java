package io.github.kdpbridge.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fails a body that takes too long, or whose sender is silent for too long. Only for its loop's thread. */
final class BodyDeadline {
    private final Body body;
    private final ReceiveDeadlines deadlines;
    private final EventExecutor loop;
    private final long begun = System.nanoTime();
    private @Nullable Future<?> task;

    BodyDeadline(Body body, ReceiveDeadlines deadlines, EventExecutor loop) {
        this.body = body;
        this.deadlines = deadlines;
        this.loop = loop;
        look();
    }

    private void look() {
        long now = System.nanoTime();
        long left = Math.min(deadlines.bodyNanos() - (now - begun), deadlines.idleNanos() - body.silence(now));
        if (left > 0) {
            task = loop.schedule(this::look, left, TimeUnit.NANOSECONDS);
        } else {
            task = null;
            body.fail(Body.Fault.LATE);
        }
    }

    void cancel() {
        if (task != null) {
            task.cancel(false);
        }
    }
}
