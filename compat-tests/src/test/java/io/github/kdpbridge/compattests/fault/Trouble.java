package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.http.Fault;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Something that is wrong with the service, or on the way to it.
 *
 * @param name what the tables call it
 * @param traits what has to be so that it can go wrong in this way
 * @param ahead how far the clock of the service is ahead
 * @param start makes it go wrong for an operation; {@link Stage#recover()} ends it
 */
record Trouble(String name, Traits traits, Duration ahead, BiConsumer<Stage, AskedOperation> start) {
    private static final int ALWAYS = Integer.MAX_VALUE;

    /** What a trouble needs. */
    enum Traits {
        /** The bridge has a token and an open connection, and much time for its requests. */
        USUAL,
        /** The same, and the service does not accept its token. */
        TOKEN,
        /** The bridge has been started only now. */
        COLD,
        /** The same, and it is refused a token, after which it leaves the token service alone for a second. */
        REFUSED,
        /** The bridge has a token that the service does not know any more. */
        STALE_TOKEN,
        /** The bridge gives the service little time. */
        IMPATIENT,
        /** The same, and a request takes effect after the bridge has given it up. */
        LATE,
        /** The bridge knows the service by name. */
        BY_NAME,
        /** The bridge works already when its machine's clock is set. */
        CLOCK_SET
    }

    Trouble {
        requireNonNull(name);
        requireNonNull(traits);
        requireNonNull(ahead);
        requireNonNull(start);
    }

    static Trouble of(String name, Traits traits, BiConsumer<Stage, AskedOperation> start) {
        return new Trouble(name, traits, Duration.ZERO, start);
    }

    /** A fault of the first request that does the operation. */
    static Trouble once(String name, Traits traits, Function<String, Fault> fault) {
        return of(
                name + ", once", traits, (stage, operation) -> stage.simulator().fault(fault.apply(operation.path())));
    }

    /** A fault of every request that does the operation or asks what became of it. */
    static Trouble lasting(String name, Traits traits, Function<String, Fault> fault) {
        return of(name + ", every time", traits, (stage, operation) -> {
            stage.simulator().fault(fault.apply(operation.path()).times(ALWAYS));
            if (!operation.path().equals(AskedOperation.statusPath())) {
                stage.simulator().fault(fault.apply(AskedOperation.statusPath()).times(ALWAYS));
            }
        });
    }

    /** A clock of the service that is wrong from the start, or right while the bridge's is wrong. */
    static Trouble clock(String name, Duration ahead) {
        return new Trouble(name, Traits.COLD, ahead, (stage, operation) -> {});
    }

    boolean isImpatient() {
        return traits == Traits.IMPATIENT || traits == Traits.LATE;
    }

    /** Returns whether the bridge is started in it. */
    boolean isCold() {
        return traits == Traits.COLD || traits == Traits.REFUSED;
    }

    /** Returns whether it can depend on how the bridge gets and shows its tokens. */
    boolean concernsTokens() {
        return isCold() || traits == Traits.TOKEN || traits == Traits.STALE_TOKEN || traits == Traits.CLOCK_SET;
    }

    /** Returns whether the bridge needs a client that was built for the cell, with names or a clock of its own. */
    boolean needsClient() {
        return traits == Traits.BY_NAME || traits == Traits.CLOCK_SET;
    }

    boolean is(Traits other) {
        return traits == other;
    }
}
