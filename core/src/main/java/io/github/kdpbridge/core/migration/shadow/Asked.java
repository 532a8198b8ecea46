package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A question that one side was asked. No thread waits for the answer, and what comes after the deadline is ignored. */
final class Asked<A> {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    /** The entry of the log's context with the id of a caller's request. */
    static final String REQUEST_ID = "requestId";

    private static final String SUFFIX = "-shadow";

    private final String label;
    private final CompletableFuture<Answer<A>> answer;
    private final long deadline;

    private Asked(String label, CompletableFuture<Answer<A>> answer, long deadline) {
        this.label = label;
        this.answer = answer;
        this.deadline = deadline;
    }

    static <A> Asked<A> answered(Answer<A> answer) {
        return new Asked<>("", CompletableFuture.completedFuture(answer), 0);
    }

    /**
     * Asks a side. Log lines about the question have the id of the caller's request with a suffix.
     *
     * @param origin that id; null if there is none
     * @param now the time in nanoseconds
     */
    static <A> Asked<A> begin(DeploymentReads side, ReadRequest<A> request, @Nullable String origin, long now) {
        String before = MDC.get(REQUEST_ID);
        MDC.put(REQUEST_ID, Objects.requireNonNullElse(origin, "") + SUFFIX);
        try {
            CompletableFuture<Answer<A>> answer = Stages.begin(() -> side.read(request))
                    .handle((value, failure) -> of(request, value, failure))
                    .toCompletableFuture();
            return new Asked<>(request.label(), answer, now + DEADLINE.toNanos());
        } finally {
            if (before == null) {
                MDC.remove(REQUEST_ID);
            } else {
                MDC.put(REQUEST_ID, before);
            }
        }
    }

    private static <A> Answer<A> of(ReadRequest<A> request, @Nullable A value, @Nullable Throwable failure) {
        if (failure == null) {
            return Answer.of(Objects.requireNonNull(value));
        }
        Throwable cause = Stages.cause(failure);
        return Answer.failed(
                cause instanceof KdpException e
                        ? e
                        : new UnreachableException(request.label(), "it failed", cause, false));
    }

    boolean isOver(long now) {
        return answer.isDone() || now - deadline >= 0;
    }

    Answer<A> answer() {
        return answer.isDone()
                ? answer.join()
                : Answer.failed(new UnreachableException(
                        label, "no answer within " + DEADLINE.toSeconds() + " s", null, false));
    }
}
