package io.github.kdpbridge.serviceclient.json;

import io.github.kdpbridge.core.error.ServiceError;
import org.jspecify.annotations.Nullable;

/**
 * The combined meaning of code and name in an answer.
 *
 * @param kind success, error, absence or contradiction
 * @param error the error; null if there is none
 */
public record Verdict(Kind kind, @Nullable ServiceError error) {
    public static final Verdict NONE = new Verdict(Kind.NONE, null);
    public static final Verdict SUCCESS = new Verdict(Kind.SUCCESS, null);
    public static final Verdict CONTRADICTION = new Verdict(Kind.CONTRADICTION, null);

    /** Returns the verdict that is this error. */
    public static Verdict of(ServiceError error) {
        return new Verdict(Kind.ERROR, error);
    }

    /** What code and name say together. */
    public enum Kind {
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
