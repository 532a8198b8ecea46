package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one program. A request that another caller of the program works on is told when that ends; the end of a
 * claim of another program or process is looked for again and again.
 */
final class Claims {
    /** How often to look again while another program holds the claim. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final LedgerContext context;
    /** Completed when the claim of the entry ends. */
    private final Map<String, CompletableFuture<@Nullable Void>> held = new ConcurrentHashMap<>();

    Claims(LedgerContext context) {
        this.context = context;
    }

    /**
     * Claims a write, as soon as no other caller works on it.
     *
     * @return the claim; fails with an {@link UnreachableException} if the patience ends before
     */
    CompletionStage<Claim> claim(Attempt attempt) {
        return claim(attempt, context.scheduler().nanoTime());
    }

    /** Claims a write of a transaction id that is new; returns nothing of any other. */
    CompletionStage<Optional<Claim>> claimNew(Attempt attempt) {
        return context.ledger().claimNewAsync(attempt.entry(), claim -> note(attempt, claim));
    }

    private CompletionStage<Claim> claim(Attempt attempt, long start) {
        Entry entry = attempt.entry();
        return context.ledger().claimAsync(entry, claim -> note(attempt, claim)).thenCompose(claim -> {
            Duration left =
                    context.settings().patience.minusNanos(context.scheduler().nanoTime() - start);
            if (claim.right() != Right.BUSY) {
                return CompletableFuture.completedFuture(claim);
            }
            return left.isNegative() || left.isZero()
                    ? Stages.failed(stillWorkedOn(entry))
                    : end(entry, left)
                            .exceptionally(trouble -> false) // no thread to go on with
                            .thenCompose(open -> open ? claim(attempt, start) : Stages.failed(stillWorkedOn(entry)));
        });
    }

    private void note(Attempt attempt, Claim claim) {
        attempt.gets(claim);
        if (claim.isGranted()) {
            held.put(attempt.entry().id(), new CompletableFuture<>());
        }
    }

    private static UnreachableException stillWorkedOn(Entry entry) {
        return new UnreachableException(
                entry.request().label(), "the same request is still being worked on", null, true);
    }

    /** Waits for the end of a claim, or for the time to look again. */
    private CompletableFuture<Boolean> end(Entry entry, Duration left) {
        CompletableFuture<@Nullable Void> ends = held.get(entry.id());
        Duration most = ends == null && left.compareTo(POLL) > 0 ? POLL : left;
        CompletableFuture<Boolean> wait = context.scheduler().pause(most).toCompletableFuture();
        if (ends != null) {
            boolean mayGoOn = !Waiting.onThisThread();
            CompletableFuture<@Nullable Void> told =
                    ends.thenRunAsync(() -> wait.complete(true), CallerContext.of(context.scheduler()));
            // There is no thread for it, or its caller, which would do it itself, waits no longer.
            var unused = told.whenComplete((none, trouble) -> wait.complete(mayGoOn));
        }
        return wait;
    }

    /** Ends a claim, and tells its waiting callers. As soon as it is recorded, the next claim may be there. */
    CompletionStage<Boolean> end(Attempt attempt, Supplier<CompletionStage<Boolean>> record) {
        attempt.ends();
        CompletableFuture<@Nullable Void> ends = held.remove(attempt.entry().id());
        CompletionStage<Boolean> recorded = Stages.begin(record);
        return ends == null ? recorded : recorded.whenComplete((ours, failure) -> ends.complete(null));
    }
}
