package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of an operation that gets no token.
 *
 * @param operation the operation, in words
 */
record NoToken(String operation) {
    /** Statuses that blame the credentials whatever the body, which may be a proxy's page or missing. */
    private static final Set<Integer> OF_CREDENTIALS = Set.of(400, 401, 403);

    /** Whether the service probably rejects the credentials. */
    static boolean isRefusal(KdpException e) {
        return (e instanceof RefusedException said && said.httpStatus() < 500 && !said.isOfTheMoment())
                || (e instanceof AnswerNotUnderstoodException unread && OF_CREDENTIALS.contains(unread.httpStatus()))
                || (e instanceof RefusedLocallyException held && held.reason() == Reason.CREDENTIALS);
    }

    /** Returns the obtained token, or throws the operation's failure. */
    Token tokenOr(@Nullable HeldToken obtained, @Nullable Throwable failure) {
        if (obtained != null) {
            return obtained.token();
        }
        Throwable cause = Stages.cause(Objects.requireNonNull(failure, "failure"));
        throw cause instanceof CancellationException ? closed() : because(cause);
    }

    private KdpException because(Throwable cause) {
        String why = "no token: " + cause.getMessage();
        if (cause instanceof RefusedLocallyException held) {
            return new RefusedLocallyException(operation, held.reason(), why, held);
        }
        return cause instanceof KdpException failure && !isRefusal(failure)
                ? new UnreachableException(operation, why, cause, false)
                : new RefusedLocallyException(operation, Reason.CREDENTIALS, why, cause);
    }

    KdpException closed() {
        return new RefusedLocallyException(operation, Reason.CANCELLED, "the client is closed", null);
    }

    KdpException within(Duration patience) {
        return new UnreachableException(operation, "no token within " + patience.toSeconds() + " s", null, false);
    }

    /** Returns the operation's own failure, or one that says that the executor rejected its continuation. */
    Throwable notTaken(Throwable cause) {
        return cause instanceof KdpException
                ? cause
                : new RefusedLocallyException(operation, Reason.LIMIT, "the executor does not take it", cause);
    }
}
