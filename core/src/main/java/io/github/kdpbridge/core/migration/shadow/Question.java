package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that a caller had answered, and that the other side is to be asked too.
 *
 * @param request the question
 * @param route the route of its unit
 * @param answered the answer, and its side
 * @param at when it was answered
 * @param origin the id of the caller's request in the log; null if there is none
 */
record Question<A>(
        ReadRequest<A> request,
        Route route,
        Answered<A> answered,
        Instant at,
        @Nullable String origin) {
    /**
     * The answer of a side.
     *
     * @param weight about how many bytes it takes
     */
    record Answered<A>(Generation side, Answer<A> answer, long weight) {
        Generation other() {
            return side == Generation.GEN1 ? Generation.GEN2 : Generation.GEN1;
        }
    }

    /** A status may be of a unit that is compared although the account's own is not: then it has no verdict before. */
    boolean isCompared() {
        return route.phase().shadow().isPresent();
    }

    Question<A> about(Route other) {
        return new Question<>(request, other, answered, at, origin);
    }
}
