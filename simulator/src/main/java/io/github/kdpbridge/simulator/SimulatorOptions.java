package io.github.kdpbridge.simulator;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a {@link Simulator} starts. Immutable. */
public final class SimulatorOptions {
    private final String host;
    private final int port;
    private final World world;
    private final Clock clock;

    private SimulatorOptions(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        World timed = builder.processingTime == null
                ? builder.world
                : builder.world.withSettings(builder.world.settings().withProcessingTime(builder.processingTime));
        this.world = builder.dialect == null ? timed : timed.withDialect(builder.dialect);
        this.clock = builder.clock;
    }

    /** A builder with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these options. */
    public Builder toBuilder() {
        return new Builder().host(host).port(port).world(world).clock(clock);
    }

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /** The port to listen on; a port, or 0 for a free one. */
    public int port() {
        return port;
    }

    /** The world at the start and after each reset. */
    public World world() {
        return world;
    }

    /** The clock below the simulator's own. */
    public Clock clock() {
        return clock;
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private World world = World.standard();
        private @Nullable Duration processingTime;
        private @Nullable Dialect dialect;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** The address to listen on; {@code 127.0.0.1} by default. */
        public Builder host(String host) {
            this.host = requireNonNull(host, "host");
            return this;
        }

        /**
         * The port to listen on; a free one by default.
         *
         * @param port 0 to 65535, where 0 means a free one
         * @throws IllegalArgumentException if it is no port
         */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        /** The world at the start; {@link World#standard()} by default. */
        public Builder world(World world) {
            this.world = requireNonNull(world, "world");
            return this;
        }

        /**
         * How long a transaction is in progress; what the world says by default, which is 200 ms unless it says
         * otherwise.
         *
         * @param processingTime zero or more
         * @throws IllegalArgumentException if it is negative
         */
        public Builder processingTime(Duration processingTime) {
            if (processingTime.isNegative()) {
                throw new IllegalArgumentException("processingTime must not be negative, but is " + processingTime);
            }
            this.processingTime = processingTime;
            return this;
        }

        /**
         * How the service behaves where nothing public says it; what the world says by default, which is {@link
         * Dialect#documented()} unless it says otherwise.
         */
        public Builder dialect(Dialect dialect) {
            this.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /** The clock that the simulator's own clock follows; the system's by default. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Makes the options. */
        public SimulatorOptions build() {
            return new SimulatorOptions(this);
        }
    }
}
