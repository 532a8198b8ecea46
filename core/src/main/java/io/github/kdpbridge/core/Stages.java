package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.KdpException;
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
        return hasSucceeded(stage)
                ? stage
                : stage.exceptionallyCompose(failure -> {
                    Throwable cause = cause(failure);
                    return cause instanceof KdpException e ? handler.apply(e) : failed(cause);
                });
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
