package io.github.kdpbridge.core.async;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the rest of a request keeps of the thread that began it, when it goes on after a pause. */
public final class CallerContext {
    private static final ThreadLocal<@Nullable Executor> HOME = new ThreadLocal<>();

    private CallerContext() {}

    /**
     * Has requests that the calling thread begins return to an executor after each pause, wherever that ended: to the same
     * thread, perhaps. What takes the executor's place while it refuses work is the thread that the pause ended on.
     *
     * @param executor must not wait for anything
     */
    public static void returnTo(Executor executor) {
        HOME.set(executor);
    }

    /**
     * Returns what the rest of the calling thread's request runs on after a pause: the thread itself if it waits for the
     * answer, or what it {@linkplain #returnTo returns} to, or else an executor; with the thread's log context (MDC).
     */
    public static Executor of(Executor executor) {
        Executor home = HOME.get();
        return home == null || Waiting.onThisThread() ? on(executor) : returning(home, executor);
    }

    /**
     * Returns what work of the calling thread's request runs on that holds a thread, or takes long: the thread itself if it
     * waits for the answer, or else an executor; with the thread's log context (MDC).
     */
    public static Executor on(Executor executor) {
        if (Waiting.onThisThread()) {
            return Waiting.orElse(executor);
        }
        Executor inPlace = inPlace();
        return work -> executor.execute(() -> inPlace.execute(work));
    }

    /** Returns what runs the rest of the calling thread's request when other threads have done some work for it. */
    static Executor back() {
        Executor home = HOME.get();
        return home == null || Waiting.onThisThread() ? Runnable::run : returning(home, Runnable::run);
    }

    private static Executor returning(Executor home, Executor otherwise) {
        Executor inPlace = inPlace();
        return work -> {
            Runnable inContext = () -> inPlace.execute(work);
            try {
                home.execute(inContext);
            } catch (RejectedExecutionException | Error e) { // it is closed, or there is no thread for it
                otherwise.execute(inContext);
            }
        };
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
        if (context.equals(before)) {
            work.run();
            return;
        }
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
