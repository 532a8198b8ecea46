package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the questions that a program answered, during a migration. It is given questions only, so that it cannot repeat
 * a write.
 *
 * <p>Safe for use by many threads. It is called on the thread that completes the answer, after what follows the answer for
 * the caller, and must not block. The caller never sees what it throws.
 */
@FunctionalInterface
public interface ReadListener {
    /**
     * A question was answered, or failed.
     *
     * @param <A> the answer
     * @param question the question
     * @param side the generation that was asked
     * @param answer the answer; null if there is a failure
     * @param failure the refusal or the trouble; null if there is an answer
     */
    <A> void answered(ReadRequest<A> question, Generation side, @Nullable A answer, @Nullable KdpException failure);
}
