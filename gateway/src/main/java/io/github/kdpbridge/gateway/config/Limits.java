package io.github.kdpbridge.gateway.config;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Values;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a gateway sets to its callers. {@link GatewaySettings} has the default of each limit.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Limits {
    private static final Limits STANDARD = new Limits(Values.standard());

    private final Values values;

    private Limits(Values values) {
        this.values = values;
    }

    /** Takes the limits among the values of a configuration. */
    static Limits of(Values values) {
        return new Limits(values.below(GatewaySettings.LIMITS));
    }

    /** Returns the defaults. */
    public static Limits standard() {
        return STANDARD;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** Starts from these limits. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Returns one of the limits. */
    public <T> T get(Setting<T> limit) {
        return values.get(limit);
    }

    /** Returns the most bytes of the head of a request. */
    public int headBytes() {
        return get(GatewaySettings.HEAD);
    }

    /** Returns the most bytes of the body of a request. */
    public int bodyBytes() {
        return get(GatewaySettings.BODY);
    }

    /** Returns how long a connection may be silent. */
    public Duration idle() {
        return get(GatewaySettings.IDLE);
    }

    /** Returns how long a sender may take for the head of a request. */
    public Duration headTime() {
        return get(GatewaySettings.HEAD_TIME);
    }

    /** Returns how long a sender may take for the body of a request. */
    public Duration bodyTime() {
        return get(GatewaySettings.BODY_TIME);
    }

    /** Returns the most bytes of answers, all together, that wait for their readers. */
    public int answerBytes() {
        return get(GatewaySettings.ANSWERS);
    }

    /** Returns how long a reader may take for an answer. */
    public Duration answerTime() {
        return get(GatewaySettings.ANSWER_TIME);
    }

    /** Returns the most connections at once. */
    public int connections() {
        return get(GatewaySettings.CONNECTIONS);
    }

    /** Returns the most requests being answered at once. */
    public int concurrentRequests() {
        return get(GatewaySettings.CONCURRENT_REQUESTS);
    }

    /** Returns how many wrong keys in a minute an address may send before its answers are delayed. */
    public int wrongKeys() {
        return get(GatewaySettings.WRONG_KEYS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && values.equals(limits.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Collects limits; not safe for several threads. Each must be more than nothing. */
    public static final class Builder {
        private Values values;

        private Builder(Values values) {
            this.values = values;
        }

        /** The most bytes of the head of a request, 8 KiB by default. */
        @CanIgnoreReturnValue
        public Builder headBytes(int bytes) {
            return set(GatewaySettings.HEAD, "headBytes", bytes);
        }

        /** The most bytes of the body of a request, 64 MiB by default. */
        @CanIgnoreReturnValue
        public Builder bodyBytes(int bytes) {
            return set(GatewaySettings.BODY, "bodyBytes", bytes);
        }

        /** How long a connection may be silent, 30 s by default. */
        @CanIgnoreReturnValue
        public Builder idle(Duration idle) {
            return set(GatewaySettings.IDLE, "idle", idle);
        }

        /** How long a sender may take for the head of a request, 30 s by default. */
        @CanIgnoreReturnValue
        public Builder headTime(Duration time) {
            return set(GatewaySettings.HEAD_TIME, "headTime", time);
        }

        /** How long a sender may take for the body of a request, 2 minutes by default. */
        @CanIgnoreReturnValue
        public Builder bodyTime(Duration time) {
            return set(GatewaySettings.BODY_TIME, "bodyTime", time);
        }

        /**
         * The most bytes of answers, all together, that wait for their readers, 64 MiB by default; beyond it, the slowest
         * readers get no answer. No more than an eighth of the heap in any case.
         */
        @CanIgnoreReturnValue
        public Builder answerBytes(int bytes) {
            return set(GatewaySettings.ANSWERS, "answerBytes", bytes);
        }

        /** How long a reader may take for an answer, 2 minutes by default; a slower one gets no answer. */
        @CanIgnoreReturnValue
        public Builder answerTime(Duration time) {
            return set(GatewaySettings.ANSWER_TIME, "answerTime", time);
        }

        /** The most connections at once, 10,000 by default; over HTTP/2 also the most requests under way. */
        @CanIgnoreReturnValue
        public Builder connections(int connections) {
            return set(GatewaySettings.CONNECTIONS, "connections", connections);
        }

        /** The most requests being answered at once, 512 by default; further ones get 503 with Retry-After. */
        @CanIgnoreReturnValue
        public Builder concurrentRequests(int requests) {
            return set(GatewaySettings.CONCURRENT_REQUESTS, "concurrentRequests", requests);
        }

        /** How many wrong keys in a minute an address may send before its answers are delayed, 10 by default. */
        @CanIgnoreReturnValue
        public Builder wrongKeys(int keys) {
            return set(GatewaySettings.WRONG_KEYS, "wrongKeys", keys);
        }

        @CanIgnoreReturnValue
        private <T> Builder set(Setting<T> limit, String name, T value) {
            values = values.with(limit, limit.checked(name, value));
            return this;
        }

        /** Returns the limits. */
        public Limits build() {
            return new Limits(values);
        }
    }
}
