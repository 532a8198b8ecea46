package io.github.kdpbridge.core.async;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an answer on the caller's thread. Meanwhile the thread does the work of its request itself, so that a blocking
 * call costs no hand-over to another thread, and an exception shows where the call came from.
 */
public final class Waiting {
    private static final ThreadLocal<@Nullable Lent> LENT = new ThreadLocal<>();

    private Waiting() {}

    /** Returns whether the calling thread waits for an answer, and so may be held by the work of that request. */
    public static boolean onThisThread() {
        return LENT.get() != null;
    }

    /**
     * Returns what runs the rest of a request after a pause: the calling thread if it waits for the answer, or else a
     * given executor. The calling thread refuses work once it waits no longer.
     */
    public static Executor orElse(Executor executor) {
        Lent lent = LENT.get();
        return lent == null ? executor : lent;
    }

    /**
     * Does work during which the calling thread does not count as one that waits: a stage that the work begins and joins would
     * give the thread something to do that it could not come to.
     */
    static <T> T apart(Supplier<T> work) {
        Lent lent = LENT.get();
        LENT.remove();
        try {
            return work.get();
        } finally {
            restore(lent);
        }
    }

    /** Does work in the same way that returns nothing. */
    static void apart(Runnable work) {
        var unused = apart(() -> {
            work.run();
            return true;
        });
    }

    private static void restore(@Nullable Lent lent) {
        if (lent == null) {
            LENT.remove();
        } else {
            LENT.set(lent);
        }
    }

    /**
     * Has work done, and waits for its result. If the thread is interrupted meanwhile, the stage is cancelled.
     *
     * @param <A> the result
     * @param operation what the work is for, in words
     * @param writes whether the work changes anything at the service, so that an interrupt leaves its outcome unknown
     * @param work begins the work
     * @throws KdpException if there is no result, or the thread is interrupted while it waits
     */
    public static <A> A on(String operation, boolean writes, Supplier<? extends CompletionStage<A>> work) {
        Lent outer = LENT.get();
        Lent lent = new Lent(Thread.currentThread());
        LENT.set(lent);
        try {
            CompletableFuture<A> answer = work.get().toCompletableFuture();
            lent.workUntil(answer);
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Stages.cause(e);
            Throwables.throwIfUnchecked(cause);
            throw new UnreachableException(operation, "it failed", cause, writes);
        } catch (CancellationException e) {
            throw new UnreachableException(operation, "it was cancelled", e, writes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(operation, "the thread was interrupted while it waited", e, writes);
        } finally {
            try {
                lent.end();
            } finally {
                restore(outer);
            }
        }
    }

    /** A thread that waits, as an executor. */
    private static final class Lent implements Executor {
        private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
        private final Thread thread;
        private volatile boolean ended;

        Lent(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void execute(Runnable work) {
            queue.add(work);
            if (ended && queue.remove(work)) {
                throw new RejectedExecutionException("the thread does not wait any longer");
            }
            wake();
        }

        /** A thread that wakes itself would not sleep when it next wants to, wherever that is. */
        private void wake() {
            if (Thread.currentThread() != thread) {
                LockSupport.unpark(thread);
            }
        }

        void workUntil(CompletableFuture<?> answer) throws InterruptedException {
            if (answer.isDone()) {
                return;
            }
            var unused = answer.whenComplete((value, failure) -> wake());
            while (!answer.isDone()) {
                Runnable work = queue.poll();
                if (work != null) {
                    work.run();
                } else if (Thread.interrupted()) {
                    answer.cancel(true);
                    throw new InterruptedException();
                } else {
                    LockSupport.park(this);
                }
            }
        }

        /** What is still queued is run, so that it is not lost: it belongs to a request whose answer is there. */
        void end() {
            ended = true;
            for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
                work.run();
            }
        }
    }
}
