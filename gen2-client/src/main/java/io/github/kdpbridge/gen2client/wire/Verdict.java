package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.error.ServiceError;
import org.jspecify.annotations.Nullable;

/**
 * The combined meaning of code and name in an answer.
 *
 * @param kind success, error, absence or contradiction
 * @param error the error; null if there is none
 */
record Verdict(Kind kind, @Nullable ServiceError error) {
    static final Verdict NONE = new Verdict(Kind.NONE, null);
    static final Verdict SUCCESS = new Verdict(Kind.SUCCESS, null);
    static final Verdict CONTRADICTION = new Verdict(Kind.CONTRADICTION, null);

    static Verdict of(ServiceError error) {
        return new Verdict(Kind.ERROR, error);
    }

    enum Kind {
        /** There is neither a code nor a name. */
        NONE,
        /** Both speak of success, as far as they are there. */
        SUCCESS,
        /** They name an error. */
        ERROR,
        /** One speaks of success and the other of an error, or there is a text without a code that is no known name. */
        CONTRADICTION
    }
}
