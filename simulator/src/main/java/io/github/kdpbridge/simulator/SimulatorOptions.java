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

    /** {@return a builder with every default} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these options} */
    public Builder toBuilder() {
        return new Builder().host(host).port(port).world(world).clock(clock);
    }

    /** {@return the address to listen on, a host name or an IP address} */
    public String host() {
        return host;
    }

    /** {@return the port to listen on, or 0 for a free one} */
    public int port() {
        return port;
    }

    /** {@return the world at the start and after each reset, with the processing time and dialect of the options} */
    public World world() {
        return world;
    }

    /** {@return the clock that the simulator's own clock follows} */
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
         * The port to listen on, 0 to 65535; 0, a free one, by default.
         *
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
         * How long a transaction is in progress, zero or more; the world's own time by default, usually 200 ms.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder processingTime(Duration processingTime) {
            if (processingTime.isNegative()) {
                throw new IllegalArgumentException("processingTime must not be negative, but is " + processingTime);
            }
            this.processingTime = processingTime;
            return this;
        }

        /** The dialect of the service; the world's own by default, usually {@link Dialect#documented()}. */
        public Builder dialect(Dialect dialect) {
            this.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /** The clock that the simulator's own clock follows; the system's by default. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** {@return the options} */
        public SimulatorOptions build() {
            return new SimulatorOptions(this);
        }
    }
}
