package io.github.kdpbridge.serviceclient.resilience;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a client's gates, time-outs and limits.
 *
 * <p>Every call passes four gates, from the outside in: <em>retry</em>, <em>breaker</em>, <em>rate limit</em>,
 * <em>concurrency limit</em>. So each repeat needs permissions of its own and counts for the breaker, and a call that
 * waits for a permission is no failure. The vendor publishes no limits; the defaults are assumptions.
 *
 * <p>A request is repeated only if that is safe: it reads, or it provably never took effect; and only if it may succeed next
 * time: no connection, 408, 425, 429, a 422 without a code of the service's, 5xx. A request
 * that the service understood and refused is not repeated. Immutable, and safe for use by many threads.
 */
public final class Resilience {
    private static final Setting<Integer> REQUESTS_PER_SECOND = Setting.positive("requestsPerSecond", 100);
    private static final Setting<Integer> CONCURRENT_REQUESTS = Setting.upTo("concurrentRequests", 64, 10_000);
    private static final Setting<Duration> PATIENCE = Setting.time("patience", Duration.ofSeconds(30), 0);
    private static final Setting<Integer> ATTEMPTS = Setting.positive("attempts", 4);
    private static final Setting<Duration> FIRST_PAUSE = Setting.time("firstPause", Duration.ofMillis(500), 1);
    private static final Setting<Duration> LONGEST_PAUSE = Setting.time("longestPause", Duration.ofSeconds(30), 1);
    private static final Setting<Double> JITTER =
            new Setting<>("jitter", 0.3, "from 0 to 0.9", share -> share >= 0 && share <= 0.9);
    private static final Setting<Integer> BREAKER_WINDOW = Setting.positive("breakerWindow", 50);
    private static final Setting<Integer> BREAKER_FAILURE_PERCENT =
            new Setting<>("breakerFailurePercent", 60, "1 to 100", percent -> percent >= 1 && percent <= 100);
    private static final Setting<Duration> BREAKER_PAUSE = Setting.time("breakerPause", Duration.ofSeconds(15), 1);
    private static final Setting<Duration> CONNECT_TIMEOUT = Setting.time("connectTimeout", Duration.ofSeconds(10), 1);
    private static final Setting<Duration> REQUEST_TIMEOUT = Setting.time("requestTimeout", Duration.ofSeconds(60), 2);
    private static final Setting<Long> ANSWER_LIMIT =
            new Setting<>("answerLimit", 16L << 20, "positive", bytes -> bytes > 0);

    private static final Resilience STANDARD = new Builder().build();

    /** The settings that were set; all others have their defaults. */
    private final ImmutableMap<Setting<?>, Object> values;

    private Resilience(Map<Setting<?>, Object> values) {
        this.values = ImmutableMap.copyOf(values);
    }

    private <T> T get(Setting<T> setting) {
        return setting.in(values);
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
        builder.values.putAll(values);
        return builder;
    }

    /** Returns how many requests may start in a second. */
    public int requestsPerSecond() {
        return get(REQUESTS_PER_SECOND);
    }

    /** Returns how many requests may be under way at once. */
    public int concurrentRequests() {
        return get(CONCURRENT_REQUESTS);
    }

    /** Returns how long a call waits for each of the two permissions. */
    public Duration patience() {
        return get(PATIENCE);
    }

    /** Returns how often a request is sent at the most. */
    public int attempts() {
        return get(ATTEMPTS);
    }

    /** Returns the pause before the second attempt; each further one doubles it. */
    public Duration firstPause() {
        return get(FIRST_PAUSE);
    }

    /** Returns the longest pause between two attempts. */
    public Duration longestPause() {
        return get(LONGEST_PAUSE);
    }

    /** Returns the share by which a pause is shortened or lengthened at random. */
    public double jitter() {
        return get(JITTER);
    }

    /** Returns how many of the last requests the breaker judges by. */
    public int breakerWindow() {
        return get(BREAKER_WINDOW);
    }

    /** Returns the share of failed requests that opens the breaker. */
    public int breakerFailurePercent() {
        return get(BREAKER_FAILURE_PERCENT);
    }

    /** Returns how long the service is left alone once the breaker is open. */
    public Duration breakerPause() {
        return get(BREAKER_PAUSE);
    }

    /** Returns how long it may take to connect. */
    public Duration connectTimeout() {
        return get(CONNECT_TIMEOUT);
    }

    /** Returns how long one attempt may take, from the connection to the last byte of the answer. */
    public Duration requestTimeout() {
        return get(REQUEST_TIMEOUT);
    }

    /** Returns how many bytes an answer may have. */
    public long answerLimit() {
        return get(ANSWER_LIMIT);
    }

    /** Collects {@link Resilience} settings; not safe for several threads. */
    public static final class Builder {
        private final Map<Setting<?>, Object> values = new HashMap<>();

        private Builder() {}

        /**
         * How many requests may start in a second; 100 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder requestsPerSecond(int requests) {
            return set(REQUESTS_PER_SECOND, requests);
        }

        /**
         * How many requests may be under way at once, each on a thread; 64 by default.
         *
         * @throws IllegalArgumentException if it is not from 1 to 10,000
         */
        @CanIgnoreReturnValue
        public Builder concurrentRequests(int requests) {
            return set(CONCURRENT_REQUESTS, requests);
        }

        /**
         * How long a call waits for each of the two permissions before it is refused; 30 s by default.
         *
         * @throws IllegalArgumentException if it is negative, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder patience(Duration patience) {
            return set(PATIENCE, patience);
        }

        /**
         * How often a request is sent at the most; 4 by default. 1 sends everything once: the service is then not asked
         * for the transaction of a write whose answer was lost either.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder attempts(int attempts) {
            return set(ATTEMPTS, attempts);
        }

        /**
         * The pause before the second attempt, doubled before each further one; 500 ms by default.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder firstPause(Duration pause) {
            return set(FIRST_PAUSE, pause);
        }

        /**
         * The longest pause between two attempts; 30 s by default. A service that asks for a longer one with
         * {@code Retry-After} is not asked again.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder longestPause(Duration pause) {
            return set(LONGEST_PAUSE, pause);
        }

        /**
         * The share by which a pause is shortened or lengthened at random, from 0 to 0.9; 0.3 by default.
         *
         * @throws IllegalArgumentException if it is not from 0 to 0.9
         */
        @CanIgnoreReturnValue
        public Builder jitter(double share) {
            return set(JITTER, share);
        }

        /**
         * How many of the last requests the breaker judges by; 50 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder breakerWindow(int requests) {
            return set(BREAKER_WINDOW, requests);
        }

        /**
         * The share of failed requests that opens the breaker, in percent; 60 by default, 100 for hardly ever.
         *
         * @throws IllegalArgumentException if it is not from 1 to 100
         */
        @CanIgnoreReturnValue
        public Builder breakerFailurePercent(int percent) {
            return set(BREAKER_FAILURE_PERCENT, percent);
        }

        /**
         * How long the service is left alone once the breaker is open; 15 s by default.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder breakerPause(Duration pause) {
            return set(BREAKER_PAUSE, pause);
        }

        /**
         * How long it may take to connect; 10 s by default. A transport of the caller's own has its own.
         *
         * @throws IllegalArgumentException if it is less than 1 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder connectTimeout(Duration timeout) {
            return set(CONNECT_TIMEOUT, timeout);
        }

        /**
         * How long one attempt may take, from the connection to the last byte of the answer; 60 s by default. Half of it
         * may pass without a byte. A transport of the caller's own has its own.
         *
         * @throws IllegalArgumentException if it is less than 2 ms, or more than a day
         */
        @CanIgnoreReturnValue
        public Builder requestTimeout(Duration timeout) {
            return set(REQUEST_TIMEOUT, timeout);
        }

        /**
         * How many bytes an answer may have, as they are after decompression; 16 MiB by default, which holds the status of
         * 100,000 failed devices. A larger one is not read to its end: it is not understood, and the outcome of a write
         * with such an answer is unknown. A parsed answer takes about three times its bytes, so raise it with the heap.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder answerLimit(long bytes) {
            return set(ANSWER_LIMIT, bytes);
        }

        private <T> Builder set(Setting<T> setting, T value) {
            setting.put(values, value);
            return this;
        }

        /** Returns the settings. */
        public Resilience build() {
            return new Resilience(values);
        }
    }
}
