package io.github.kdpbridge.core.async;

import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the rest of a request keeps of the thread that began it, when it goes on after a pause. */
public final class CallerContext {
    private CallerContext() {}

    /**
     * Returns what the rest of the calling thread's request runs on: the thread itself if it waits for the answer, or else
     * an executor, with the thread's log context (MDC).
     */
    public static Executor of(Executor executor) {
        if (Waiting.onThisThread()) {
            return Waiting.orElse(executor);
        }
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context == null || context.isEmpty()) {
            return executor;
        }
        return work -> executor.execute(() -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            MDC.setContextMap(context);
            try {
                work.run();
            } finally {
                restore(before);
            }
        });
    }

    private static void restore(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
