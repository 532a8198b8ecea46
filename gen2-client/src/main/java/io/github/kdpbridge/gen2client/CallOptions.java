package io.github.kdpbridge.gen2client;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options for calls of a {@link Gen2Client}; see {@link Gen2Client#with}. Immutable, and safe for use by many threads. */
public final class CallOptions {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final @Nullable Duration timeLimit;
    private final @Nullable ClientListener listener;
    private final @Nullable String requestId;

    private CallOptions(Builder builder) {
        this.timeLimit = builder.timeLimit;
        this.listener = builder.listener;
        this.requestId = builder.requestId;
    }

    /** Starts options that change nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns options with a time limit alone; {@link Builder#timeLimit} has its meaning. */
    public static CallOptions timeLimit(Duration limit) {
        return builder().timeLimit(limit).build();
    }

    /** Returns the longest time of a call; empty if only the client's own time-outs limit it. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** Returns the listener; empty if there is none. */
    public Optional<ClientListener> listener() {
        return Optional.ofNullable(listener);
    }

    /** Returns the id of the calls; empty if each gets one of its own. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Collects the options; not safe for several threads. */
    public static final class Builder {
        private @Nullable Duration timeLimit;
        private @Nullable ClientListener listener;
        private @Nullable String requestId;

        private Builder() {}

        /**
         * The longest time of a call, with all its waits and repeats; by default only the client's own time-outs. When it is
         * over, the call fails with an {@code UnreachableException}. What is under way is not taken back: a write may have
         * taken effect, and may still. The call runs on a thread of the client's while it is at the service.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        @CanIgnoreReturnValue
        public Builder timeLimit(Duration limit) {
            checkArgument(
                    !limit.isNegative() && !limit.isZero(), "the time limit of a call must be positive: %s", limit);
            this.timeLimit = limit;
            return this;
        }

        /**
         * A listener to the events of these calls, beside those of the client; none by default. It is told of calls, retries,
         * lost answers and unknown codes; not of tokens, the breaker and surprises, which belong to no call.
         */
        @CanIgnoreReturnValue
        public Builder listener(ClientListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * The id of the calls in events and exceptions, the caller's own; 16 random hexadecimal digits for each call by
         * default. It is not sent.
         *
         * @throws IllegalArgumentException if it is not 1 to 64 letters, digits, dots, dashes and underscores
         */
        @CanIgnoreReturnValue
        public Builder requestId(String id) {
            checkArgument(
                    ID.matcher(id).matches(),
                    "a request id has 1 to 64 letters, digits, dots, dashes and underscores: '%s'",
                    id);
            this.requestId = id;
            return this;
        }

        /** Returns the options. */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
