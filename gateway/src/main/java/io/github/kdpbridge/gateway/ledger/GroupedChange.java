package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Stages;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for a group, and is in one at the most. For one thread at a time.
 *
 * @param <T> its result
 */
final class GroupedChange<T> {
    private final boolean isEnd;
    private final RowChange<T> change;
    private final int bytes;
    private final long asked = System.nanoTime();
    private final GroupJob<T> job;
    private final Function<Function<Session, T>, CompletionStage<T>> elsewhere;
    /** Of the row, if it was changed. */
    private OptionalInt generation = OptionalInt.empty();

    private boolean left;

    /**
     * Creates a change.
     *
     * @param isEnd whether it must not be lost
     * @param noted is given the result as soon as that is durable, before anything else can fail
     * @param elsewhere does work in a transaction of its own
     */
    GroupedChange(
            boolean isEnd,
            RowChange<T> change,
            Consumer<? super T> noted,
            Function<Function<Session, T>, CompletionStage<T>> elsewhere) {
        this.isEnd = isEnd;
        this.change = change;
        this.bytes = change.bytes();
        this.job = new GroupJob<>(change::alone, noted, CallerContext.of(Runnable::run), true);
        this.elsewhere = elsewhere;
    }

    boolean isEnd() {
        return isEnd;
    }

    RowChange<T> change() {
        return change;
    }

    /** Returns about how much it adds to its group. */
    int bytes() {
        return bytes;
    }

    /** Returns since when it waits, as a time of {@link System#nanoTime}. */
    long asked() {
        return asked;
    }

    CompletionStage<T> done() {
        return job.done;
    }

    /** Takes the answer to its statement, which is not committed yet. */
    void changed(OptionalInt generation) {
        this.generation = generation;
    }

    /** Tells the caller of the change, which is durable. */
    void follow() {
        left = true;
        try {
            job.answer(change.result(generation));
        } catch (Throwable e) { // no memory, perhaps
            fail(e);
        }
    }

    /**
     * Makes the change in a transaction of its own.
     *
     * @param again whether it is unknown if its group was committed
     */
    void makeAlone(boolean again) {
        left = true;
        try {
            var unused = elsewhere.apply(again ? change::again : change::alone).whenComplete(this::answer);
        } catch (Throwable e) { // it is refused, or there is no memory
            fail(e);
        }
    }

    private void answer(T result, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                job.answer(result);
            } else {
                job.fail(Stages.cause(failure));
            }
        } catch (Throwable e) { // no memory, perhaps; the stage that this ends would keep it to itself
            fail(failure == null ? e : failure);
        }
    }

    /** Fails, unless its end is under way. */
    void giveUp(Throwable why) {
        if (!left) {
            fail(why);
        }
    }

    /** Never throws, so that the other changes of the group are told as well. */
    private void fail(Throwable why) {
        left = true;
        try {
            job.fail(why);
        } catch (Throwable e) { // no memory for what follows in the context of the caller
            job.done.completeExceptionally(why);
        }
    }
}
