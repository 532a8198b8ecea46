package io.github.kdpbridge.serviceclient.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.serviceclient.event.Call;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests that are under way at once. The others wait in the order of their arrival and hold no thread;
 * Resilience4j's bulkhead would hold one each.
 *
 * <p>Safe for use by many threads.
 */
final class ConcurrencyLimit {
    /** A waiting request holds memory; more of them than this are refused at once. */
    static final int MOST_WAITING = 20_000;

    private final Resilience settings;
    private final Scheduler scheduler;

    @GuardedBy("waiting") private final Set<Waiter> waiting = new LinkedHashSet<>();

    @GuardedBy("waiting") private int free;

    private final ThreadLocal<@Nullable Boolean> handingOut = new ThreadLocal<>();

    /**
     * Creates a limit.
     *
     * @param scheduler measures how long a request waits, and runs one whose turn has come
     */
    ConcurrencyLimit(Resilience settings, Scheduler scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.free = settings.concurrentRequests();
    }

    /**
     * Takes a place among the requests under way.
     *
     * @param call the call, for messages
     * @return the place; fails with a {@link RefusedLocallyException} if there is none within the patience
     */
    CompletionStage<Permit> enter(Call call) {
        Waiter waiter;
        synchronized (waiting) {
            if (free > 0) {
                free--;
                return CompletableFuture.completedFuture(Permit.of(this::leave));
            }
            if (settings.patience().isZero()) {
                return CompletableFuture.failedFuture(noTurn(call));
            }
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(Pipeline.held(
                        call, Reason.LIMIT, MOST_WAITING + " requests wait for their turn already", null));
            }
            waiter = new Waiter(call, CallerContext.of(scheduler));
            waiting.add(waiter);
        }
        waiter.waitNoLongerThan(
                Stages.begin(() -> scheduler.pause(settings.patience())).toCompletableFuture());
        return waiter;
    }

    boolean hasRoom() {
        synchronized (waiting) {
            return free > 0;
        }
    }

    /**
     * Gives a place back, and hands out free places. With an executor that runs work at once, a request that takes the place
     * may give it back before this returns: it is then handed out here and not there, so that many need no deep stack.
     */
    private void leave() {
        synchronized (waiting) {
            free++;
        }
        if (handingOut.get() != null) {
            return;
        }
        handingOut.set(true);
        try {
            for (Waiter next = next(); next != null; next = next()) {
                next.enter();
            }
        } finally {
            handingOut.remove();
        }
    }

    /** Takes a place for the next request that waits; null if there is no place or no such request. */
    private @Nullable Waiter next() {
        synchronized (waiting) {
            Iterator<Waiter> first = waiting.iterator();
            if (free == 0 || !first.hasNext()) {
                return null;
            }
            free--;
            Waiter next = first.next();
            first.remove();
            return next;
        }
    }

    private RefusedLocallyException noTurn(Call call) {
        return Pipeline.held(
                call,
                Reason.LIMIT,
                "no turn within %s with %d requests at once"
                        .formatted(settings.patience(), settings.concurrentRequests()),
                null);
    }

    private final class Waiter extends CompletableFuture<Permit> {
        private final Call call;
        private final Executor follower;

        Waiter(Call call, Executor follower) {
            this.call = call;
            this.follower = follower;
        }

        void waitNoLongerThan(CompletableFuture<Boolean> patience) {
            var ignored = patience.whenComplete((passed, trouble) -> giveUp(passed, trouble));
            var unused = whenComplete((permit, failure) -> {
                patience.cancel(false);
                remove();
            });
        }

        private void giveUp(@Nullable Boolean passed, @Nullable Throwable trouble) {
            if (trouble != null) {
                // Does nothing when the wait was cancelled because the turn has come.
                completeExceptionally(Pipeline.notTaken(call, trouble));
            } else if (Boolean.TRUE.equals(passed)) {
                completeExceptionally(noTurn(call));
            } else {
                completeExceptionally(Pipeline.closed(call));
            }
        }

        private void remove() {
            synchronized (waiting) {
                waiting.remove(this);
            }
        }

        /** Goes on with the place; a request that has given up gives it back. */
        void enter() {
            Permit place = Permit.of(ConcurrencyLimit.this::leave);
            try {
                follower.execute(() -> {
                    if (!complete(place)) {
                        place.close();
                    }
                });
            } catch (Throwable e) { // no thread for example; the place goes to the next
                completeExceptionally(Pipeline.notTaken(call, e));
                place.close();
            }
        }
    }
}
