package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a gateway takes from its callers.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Limits {
    private static final Limits STANDARD = new Builder().build();

    private final int headBytes;
    private final int bodyBytes;
    private final Duration idle;
    private final Duration headTime;
    private final Duration bodyTime;
    private final int answerBytes;
    private final Duration answerTime;
    private final int connections;
    private final int concurrentRequests;
    private final int wrongKeys;

    private Limits(Builder builder) {
        this.headBytes = builder.headBytes;
        this.bodyBytes = builder.bodyBytes;
        this.idle = builder.idle;
        this.headTime = builder.headTime;
        this.bodyTime = builder.bodyTime;
        this.answerBytes = builder.answerBytes;
        this.answerTime = builder.answerTime;
        this.connections = builder.connections;
        this.concurrentRequests = builder.concurrentRequests;
        this.wrongKeys = builder.wrongKeys;
    }

    /** Returns the defaults. */
    public static Limits standard() {
        return STANDARD;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these limits. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.headBytes = headBytes;
        builder.bodyBytes = bodyBytes;
        builder.idle = idle;
        builder.headTime = headTime;
        builder.bodyTime = bodyTime;
        builder.answerBytes = answerBytes;
        builder.answerTime = answerTime;
        builder.connections = connections;
        builder.concurrentRequests = concurrentRequests;
        builder.wrongKeys = wrongKeys;
        return builder;
    }

    /** Returns the most bytes of the head of a request. */
    public int headBytes() {
        return headBytes;
    }

    /** Returns the most bytes of the body of a request. */
    public int bodyBytes() {
        return bodyBytes;
    }

    /** Returns how long a connection may be silent. */
    public Duration idle() {
        return idle;
    }

    /** Returns how long a sender may take for the head of a request. */
    public Duration headTime() {
        return headTime;
    }

    /** Returns how long a sender may take for the body of a request. */
    public Duration bodyTime() {
        return bodyTime;
    }

    /** Returns the most bytes of answers, all together, that wait for their readers. */
    public int answerBytes() {
        return answerBytes;
    }

    /** Returns how long a reader may take for an answer. */
    public Duration answerTime() {
        return answerTime;
    }

    /** Returns the most connections at once. */
    public int connections() {
        return connections;
    }

    /** Returns the most requests being answered at once. */
    public int concurrentRequests() {
        return concurrentRequests;
    }

    /** Returns how many wrong keys in a minute an address may send before its answers come slowly. */
    public int wrongKeys() {
        return wrongKeys;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && values().equals(limits.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(
                headBytes,
                bodyBytes,
                idle,
                headTime,
                bodyTime,
                answerBytes,
                answerTime,
                connections,
                concurrentRequests,
                wrongKeys);
    }

    /** Collects limits; not safe for several threads. Each must be more than nothing. */
    public static final class Builder {
        private int headBytes = 8 << 10;
        private int bodyBytes = 64 << 20;
        private Duration idle = Duration.ofSeconds(30);
        private Duration headTime = Duration.ofSeconds(30);
        private Duration bodyTime = Duration.ofMinutes(2);
        private int answerBytes = 64 << 20;
        private Duration answerTime = Duration.ofMinutes(2);
        private int connections = 10_000;
        private int concurrentRequests = 512;
        private int wrongKeys = 10;

        private Builder() {}

        /** The most bytes of the head of a request, 8 KiB by default. */
        @CanIgnoreReturnValue
        public Builder headBytes(int headBytes) {
            this.headBytes = positive("headBytes", headBytes);
            return this;
        }

        /** The most bytes of the body of a request, 64 MiB by default. */
        @CanIgnoreReturnValue
        public Builder bodyBytes(int bodyBytes) {
            this.bodyBytes = positive("bodyBytes", bodyBytes);
            return this;
        }

        /** How long a connection may be silent, 30 s by default. */
        @CanIgnoreReturnValue
        public Builder idle(Duration idle) {
            this.idle = positive("idle", idle);
            return this;
        }

        /** How long a sender may take for the head of a request, 30 s by default. */
        @CanIgnoreReturnValue
        public Builder headTime(Duration headTime) {
            this.headTime = positive("headTime", headTime);
            return this;
        }

        /** How long a sender may take for the body of a request, 2 minutes by default. */
        @CanIgnoreReturnValue
        public Builder bodyTime(Duration bodyTime) {
            this.bodyTime = positive("bodyTime", bodyTime);
            return this;
        }

        /**
         * The most bytes of answers, all together, that wait for their readers, 64 MiB by default; the slowest readers do
         * not get theirs when it is more. No more than an eighth of the heap in any case.
         */
        @CanIgnoreReturnValue
        public Builder answerBytes(int answerBytes) {
            this.answerBytes = positive("answerBytes", answerBytes);
            return this;
        }

        /** How long a reader may take for an answer, 2 minutes by default; one that takes longer does not get it. */
        @CanIgnoreReturnValue
        public Builder answerTime(Duration answerTime) {
            this.answerTime = positive("answerTime", answerTime);
            return this;
        }

        /** The most connections at once, 10,000 by default; over HTTP/2 also the most requests under way. */
        @CanIgnoreReturnValue
        public Builder connections(int connections) {
            this.connections = positive("connections", connections);
            return this;
        }

        /** The most requests being answered at once, 512 by default; whoever comes on top is told to come back. */
        @CanIgnoreReturnValue
        public Builder concurrentRequests(int concurrentRequests) {
            this.concurrentRequests = positive("concurrentRequests", concurrentRequests);
            return this;
        }

        /** How many wrong keys in a minute an address may send before its answers come slowly, 10 by default. */
        @CanIgnoreReturnValue
        public Builder wrongKeys(int wrongKeys) {
            this.wrongKeys = positive("wrongKeys", wrongKeys);
            return this;
        }

        /** Returns the limits. */
        public Limits build() {
            return new Limits(this);
        }

        private static int positive(String name, int value) {
            checkArgument(value >= 1, "%s must be at least 1, not %s", name, value);
            return value;
        }

        private static Duration positive(String name, Duration value) {
            checkArgument(
                    !value.isNegative() && !value.isZero(), "%s must be longer than nothing, not %s", name, value);
            return value;
        }
    }
}
