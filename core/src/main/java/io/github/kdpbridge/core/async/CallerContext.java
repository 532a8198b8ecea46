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
        Executor inPlace = inPlace();
        return work -> executor.execute(() -> inPlace.execute(work));
    }

    /**
     * Returns what works at once on the thread that gives it work, with the calling thread's log context (MDC), and apart
     * from an answer that the thread may wait for.
     */
    public static Executor inPlace() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null || context.isEmpty()
                ? work -> Waiting.apart(work)
                : work -> Waiting.apart(() -> run(work, context));
    }

    private static void run(Runnable work, Map<String, String> context) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.setContextMap(context);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
