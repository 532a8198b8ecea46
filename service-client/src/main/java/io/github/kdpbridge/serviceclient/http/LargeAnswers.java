package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.core.Permit;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The turns of large answers, which all clients of this process share, for a transport that must not wait for them. */
public final class LargeAnswers {
    /** An answer of more bytes needs a turn to be read on. */
    public static final long SIZE = AnswerLimit.LARGE;

    private LargeAnswers() {}

    /** Takes a turn; null if there is none now. */
    public static @Nullable Permit tryTurn() {
        Permit turn = Permit.of(AnswerLimit.TURNS_OF_THIS_PROCESS::release);
        return AnswerLimit.TURNS_OF_THIS_PROCESS.tryAcquire() ? turn : null;
    }

    /** Returns the trouble of an answer that got no turn within the patience. */
    public static IOException noTurn(Duration patience) {
        return AnswerLimit.noTurn(patience);
    }
}
