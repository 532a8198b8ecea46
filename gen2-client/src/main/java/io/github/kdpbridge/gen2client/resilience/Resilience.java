package io.github.kdpbridge.gen2client.resilience;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;

/**
 * How a client treats the service, and what it does when the service fails.
 *
 * <p>Every call passes four gates, from the outside in: <em>retry</em>, <em>breaker</em>, <em>rate limit</em>,
 * <em>concurrency limit</em>. So each repeat needs permissions of its own and counts for the breaker, and a call that
 * waits for a permission is no failure. The vendor publishes no limits; the defaults are assumptions.
 *
 * <p>Only what is safe is repeated: a request that reads, or one that provably never took effect; and of those only the
 * ones that may go better next time: no connection, 408, 425, 429, a 422 without a code of the service's, 5xx. A request that the service understood and refused is not
 * repeated. Immutable, and safe for use by many threads.
 */
public final class Resilience {
    private static final Resilience STANDARD = new Builder().build();

    private final int requestsPerSecond;
    private final int concurrentRequests;
    private final Duration patience;
    private final int attempts;
    private final Duration firstPause;
    private final Duration longestPause;
    private final double jitter;
    private final int breakerWindow;
    private final int breakerFailurePercent;
    private final Duration breakerPause;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final long answerLimit;

    private Resilience(Builder builder) {
        this.requestsPerSecond = builder.requestsPerSecond;
        this.concurrentRequests = builder.concurrentRequests;
        this.patience = builder.patience;
        this.attempts = builder.attempts;
        this.firstPause = builder.firstPause;
        this.longestPause = builder.longestPause;
        this.jitter = builder.jitter;
        this.breakerWindow = builder.breakerWindow;
        this.breakerFailurePercent = builder.breakerFailurePercent;
        this.breakerPause = builder.breakerPause;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.answerLimit = builder.answerLimit;
    }

    /** Returns the defaults. */
    public static Resilience standard() {
        return STANDARD;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.requestsPerSecond = requestsPerSecond;
        builder.concurrentRequests = concurrentRequests;
        builder.patience = patience;
        builder.attempts = attempts;
        builder.firstPause = firstPause;
        builder.longestPause = longestPause;
        builder.jitter = jitter;
        builder.breakerWindow = breakerWindow;
        builder.breakerFailurePercent = breakerFailurePercent;
        builder.breakerPause = breakerPause;
        builder.connectTimeout = connectTimeout;
        builder.requestTimeout = requestTimeout;
        builder.answerLimit = answerLimit;
        return builder;
    }

    /** Returns how many requests may start in a second. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** Returns how many requests may be under way at once. */
    public int concurrentRequests() {
        return concurrentRequests;
    }

    /** Returns how long a call waits for each of the two permissions. */
    public Duration patience() {
        return patience;
    }

    /** Returns how often a request is sent at the most. */
    public int attempts() {
        return attempts;
    }

    /** Returns the pause before the second attempt; each further one doubles it. */
    public Duration firstPause() {
        return firstPause;
    }

    /** Returns the longest pause between two attempts. */
    public Duration longestPause() {
        return longestPause;
    }

    /** Returns the share by which a pause is shortened or lengthened at random. */
    public double jitter() {
        return jitter;
    }

    /** Returns how many of the last requests the breaker judges by. */
    public int breakerWindow() {
        return breakerWindow;
    }

    /** Returns the share of failed requests that opens the breaker. */
    public int breakerFailurePercent() {
        return breakerFailurePercent;
    }

    /** Returns how long the service is left alone once the breaker is open. */
    public Duration breakerPause() {
        return breakerPause;
    }

    /** Returns how long a connection may take to come about. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Returns how long one attempt may take, from the connection to the last byte of the answer. */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** Returns how many bytes an answer may have. */
    public long answerLimit() {
        return answerLimit;
    }

    /** Collects {@link Resilience} settings; not safe for several threads. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofDays(1);

        private int requestsPerSecond = 100;
        private int concurrentRequests = 64;
        private Duration patience = Duration.ofSeconds(30);
        private int attempts = 4;
        private Duration firstPause = Duration.ofMillis(500);
        private Duration longestPause = Duration.ofSeconds(30);
        private double jitter = 0.3;
        private int breakerWindow = 50;
        private int breakerFailurePercent = 60;
        private Duration breakerPause = Duration.ofSeconds(15);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(60);
        private long answerLimit = 16 << 20;

        private Builder() {}

        /**
         * How many requests may start in a second; 100 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder requestsPerSecond(int requests) {
            checkArgument(requests > 0, "requestsPerSecond must be positive, not %s", requests);
            this.requestsPerSecond = requests;
            return this;
        }

        /**
         * How many requests may be under way at once; 64 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder concurrentRequests(int requests) {
            checkArgument(requests > 0, "concurrentRequests must be positive, not %s", requests);
            this.concurrentRequests = requests;
            return this;
        }

        /**
         * How long a call waits for each of the two permissions before it is refused; 30 s by default.
         *
         * @throws IllegalArgumentException if it is negative, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder patience(Duration patience) {
            this.patience = within("patience", Duration.ZERO, patience);
            return this;
        }

        /**
         * How often a request is sent at the most; 4 by default. 1 sends everything once: the service is then not asked
         * for the transaction of a write whose answer was lost either.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder attempts(int attempts) {
            checkArgument(attempts > 0, "attempts must be positive, not %s", attempts);
            this.attempts = attempts;
            return this;
        }

        /**
         * The pause before the second attempt, doubled before each further one; 500 ms by default.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder firstPause(Duration pause) {
            this.firstPause = within("firstPause", Duration.ofMillis(1), pause);
            return this;
        }

        /**
         * The longest pause between two attempts; 30 s by default. A service that asks for a longer one with
         * {@code Retry-After} is not asked again.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder longestPause(Duration pause) {
            this.longestPause = within("longestPause", Duration.ofMillis(1), pause);
            return this;
        }

        /**
         * The share by which a pause is shortened or lengthened at random, from 0 to 0.9; 0.3 by default.
         *
         * @throws IllegalArgumentException if it is not from 0 to 0.9
         */
        @CanIgnoreReturnValue
        public Builder jitter(double share) {
            checkArgument(share >= 0 && share <= 0.9, "jitter must be from 0 to 0.9, not %s", share);
            this.jitter = share;
            return this;
        }

        /**
         * How many of the last requests the breaker judges by; 50 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder breakerWindow(int requests) {
            checkArgument(requests > 0, "breakerWindow must be positive, not %s", requests);
            this.breakerWindow = requests;
            return this;
        }

        /**
         * The share of failed requests that opens the breaker, in percent; 60 by default, 100 for hardly ever.
         *
         * @throws IllegalArgumentException if it is not from 1 to 100
         */
        @CanIgnoreReturnValue
        public Builder breakerFailurePercent(int percent) {
            checkArgument(percent > 0 && percent <= 100, "breakerFailurePercent must be 1 to 100, not %s", percent);
            this.breakerFailurePercent = percent;
            return this;
        }

        /**
         * How long the service is left alone once the breaker is open; 15 s by default.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder breakerPause(Duration pause) {
            this.breakerPause = within("breakerPause", Duration.ofMillis(1), pause);
            return this;
        }

        /**
         * How long a connection may take to come about; 10 s by default. A transport of the caller's own has its own.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = within("connectTimeout", Duration.ofMillis(1), timeout);
            return this;
        }

        /**
         * How long one attempt may take, from the connection to the last byte of the answer; 60 s by default. Half of it
         * may pass without a byte. A transport of the caller's own has its own.
         *
         * @throws IllegalArgumentException if it is less than 2 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = within("requestTimeout", Duration.ofMillis(2), timeout);
            return this;
        }

        /**
         * How many bytes an answer may have, as they are after decompression; 16 MiB by default, which holds the status of
         * 100,000 failed devices. A larger one is not read to its end: it is not understood, and what became of a write
         * with such an answer is unknown. What is made of an answer takes about three times its bytes, so raise it with
         * the heap.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder answerLimit(long bytes) {
            checkArgument(bytes > 0, "answerLimit must be positive, not %s", bytes);
            this.answerLimit = bytes;
            return this;
        }

        private static Duration within(String name, Duration least, Duration value) {
            checkArgument(
                    value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0,
                    "%s must be from %s ms to a day, not %s",
                    name,
                    least.toMillis(),
                    value);
            return value;
        }

        /** Returns the settings. */
        public Resilience build() {
            return new Resilience(this);
        }
    }
}
