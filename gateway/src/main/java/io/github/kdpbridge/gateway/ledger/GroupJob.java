package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A job that waits for a group commit.
 *
 * @param <T> its result
 */
final class GroupJob<T> {
    /** Whether it is to be done now, and not with the next such job. */
    final boolean urgent;

    final CompletableFuture<T> done = new CompletableFuture<>();
    private final Function<Session, T> work;
    private final Consumer<? super T> noted;
    private final Executor follower;

    GroupJob(Function<Session, T> work, Consumer<? super T> noted, Executor follower, boolean urgent) {
        this.work = work;
        this.noted = noted;
        this.follower = follower;
        this.urgent = urgent;
    }

    /** Runs the work; the result completes the job once it is durable. */
    Runnable perform(Session sql) {
        T result = work.apply(sql);
        return () -> answer(result);
    }

    /** Completes the job with a result that is durable. */
    void answer(T result) {
        try {
            noted.accept(result);
        } catch (Throwable e) {
            fail(e);
            return;
        }
        follow(() -> done.complete(result));
    }

    void fail(Throwable why) {
        follow(() -> done.completeExceptionally(why));
    }

    /** In the context of the caller, if that can still be had. */
    private void follow(Runnable end) {
        try {
            follower.execute(end);
        } catch (Throwable e) { // the caller waits no longer, or there is no memory
            end.run();
        }
    }

    /** A failure that is not the database's must not roll back the transaction, which others share. */
    static <T> CompletionStage<T> answer(Supplier<T> question) {
        try {
            return CompletableFuture.completedFuture(question.get());
        } catch (LedgerException e) {
            throw e;
        } catch (Throwable e) {
            return Stages.failed(e);
        }
    }
}
