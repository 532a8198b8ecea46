package io.github.kdpbridge.core.async;

import io.github.kdpbridge.core.error.KdpException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Composes stages the way {@code try}, {@code throw} and {@code catch} compose calls. */
public final class Stages {
    private Stages() {}

    /** Returns a stage that has failed. */
    public static <T> CompletionStage<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    /**
     * Starts work. Whatever it throws, Errors included, fails the stage: a decorator that gives something back when the
     * stage ends must see its end.
     */
    public static <T> CompletionStage<T> begin(Supplier<? extends CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** Does work on the calling thread. Whatever it throws, Errors included, fails the stage. */
    public static <T> CompletionStage<T> of(Supplier<? extends T> work) {
        return begin(() -> CompletableFuture.completedFuture(work.get()));
    }

    /** Replaces the answer of a stage that failed with a {@link KdpException}; other failures stay as they are. */
    public static <T> CompletionStage<T> recover(
            CompletionStage<T> stage, Function<? super KdpException, ? extends CompletionStage<T>> handler) {
        return recover(stage, KdpException.class, handler);
    }

    /** Replaces the answer of a stage that failed with an exception of one kind; other failures stay as they are. */
    public static <T, E extends Throwable> CompletionStage<T> recover(
            CompletionStage<T> stage, Class<E> kind, Function<? super E, ? extends CompletionStage<T>> handler) {
        if (hasSucceeded(stage)) {
            return stage;
        }
        return stage.exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            return kind.isInstance(cause) ? handler.apply(kind.cast(cause)) : failed(cause);
        });
    }

    /**
     * Takes a step for each item, one after the other; the first that fails is the last.
     *
     * @return what the steps gave, in the order of the items
     */
    public static <T, R> CompletionStage<List<R>> inTurn(
            Iterable<T> items, Function<? super T, ? extends CompletionStage<R>> step) {
        return goOn(items.iterator(), step, new ArrayList<>());
    }

    /** Steps that are done at once are taken in a loop: each of many would need the stack of those before it. */
    private static <T, R> CompletionStage<List<R>> goOn(
            Iterator<T> items, Function<? super T, ? extends CompletionStage<R>> step, List<R> results) {
        while (items.hasNext()) {
            T item = items.next();
            CompletionStage<R> taken = begin(() -> step.apply(item));
            if (!hasSucceeded(taken)) {
                return taken.thenCompose(result -> {
                    results.add(result);
                    return goOn(items, step, results);
                });
            }
            results.add(taken.toCompletableFuture().join());
        }
        return CompletableFuture.completedFuture(results);
    }

    /** Returns a stage that fails with what another one failed with, without the wrappers of dependent stages. */
    public static <T> CompletionStage<T> bare(CompletionStage<T> stage) {
        if (hasSucceeded(stage)) {
            return stage;
        }
        CompletableFuture<T> bare = new CompletableFuture<>();
        var unused = stage.whenComplete((answer, failure) -> {
            if (failure == null) {
                bare.complete(answer);
            } else {
                bare.completeExceptionally(cause(failure));
            }
        });
        return bare;
    }

    private static boolean hasSucceeded(CompletionStage<?> stage) {
        return stage instanceof CompletableFuture<?> future && future.isDone() && !future.isCompletedExceptionally();
    }

    /** Returns what a stage failed with, without the wrappers that dependent stages put around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
