package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one generation to a question: a value or a failure.
 *
 * @param value the value; null if the question failed
 * @param failure the failure; null if there is a value
 */
public record Answer<A>(@Nullable A value, @Nullable KdpException failure) {
    public Answer {
        if ((value == null) == (failure == null)) {
            throw new IllegalArgumentException("an answer is either a value or a failure");
        }
    }

    /** Returns the answer that is a value. */
    public static <A> Answer<A> of(A value) {
        return new Answer<>(Objects.requireNonNull(value, "value"), null);
    }

    /** Returns the answer that is a failure. */
    public static <A> Answer<A> failed(KdpException failure) {
        return new Answer<>(null, Objects.requireNonNull(failure, "failure"));
    }

    /** Returns the refusal that the same question would get again; null for a value and for any other failure. */
    public @Nullable RefusedException refusal() {
        return failure instanceof RefusedException refused && (refused.isFinal() || isNotFound()) ? refused : null;
    }

    /** Returns whether the generation does not know the transaction, of which an empty list with status 200 tells too. */
    boolean isNotFound() {
        return failure instanceof RefusedException refused && refused.condition() == Condition.TRANSACTION_NOT_FOUND;
    }
}
