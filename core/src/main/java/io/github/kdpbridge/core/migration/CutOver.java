package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.time.Duration;
import java.util.Objects;

/**
 * Drives the move of a unit's writes to the other generation: waits until the unit is drained, holds new writes for a short
 * time, and flips if it is still drained then. A move that does not succeed in time is given up, and the unit stays where
 * it was.
 *
 * <p>Does nothing by itself: it is shown the unit again and again, and says what to do next. Time is the mover's own, so
 * that no clocks are compared. Not safe for use by several threads.
 */
public final class CutOver {
    /** How far the move is. */
    public enum State {
        /** Writes go on as before. */
        WAITING,
        /** New writes are told to come back. */
        HOLDING,
        /** The new side serves the unit. */
        FLIPPED,
        /** It took too long. */
        GIVEN_UP,
        /** The move was ended by other means. */
        CANCELLED
    }

    /** What the mover has to do. */
    public enum Step {
        /** Nothing; look again after a while. */
        LOOK_AGAIN,
        /** {@link Routes#hold}. */
        HOLD,
        /** {@link Routes#flip}, and {@link CutOver#flipped} if that succeeds. */
        FLIP,
        /** {@link Routes#release}. */
        RELEASE,
        /** {@link Routes#end}, with the result {@link LoggedMove.Result#GIVEN_UP}. */
        GIVE_UP,
        /** Forget the move: it is over. */
        STOP
    }

    /**
     * How long a move may take.
     *
     * @param waiting how long it may wait in all, 1 h by default
     * @param holding how long new writes are held at a time, 30 s by default
     * @param pause the pause after a hold that ended without a flip, doubled each time; 30 s by default
     */
    public record Limits(Duration waiting, Duration holding, Duration pause) {
        /** The defaults. */
        public static final Limits STANDARD =
                new Limits(Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofSeconds(30));

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if one is not above zero
         */
        public Limits {
            checkArgument(isPositive(waiting), "waiting must be above zero, not %s", waiting);
            checkArgument(isPositive(holding), "holding must be above zero, not %s", holding);
            checkArgument(isPositive(pause), "pause must be above zero, not %s", pause);
        }

        private static boolean isPositive(Duration limit) {
            return !limit.isNegative() && !limit.isZero();
        }
    }

    private Limits limits;
    private final long epoch;
    private final Duration started;
    private State state;
    private Duration heldSince;
    private Duration notBefore;
    private Duration pause;

    /**
     * Starts to drive a move, or takes it over from a process that is gone.
     *
     * @param move the unit's route while the move is under way
     * @param now the mover's time
     */
    public CutOver(Limits limits, Route move, Duration now) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.epoch = move.epoch();
        this.started = Objects.requireNonNull(now, "now");
        this.state = move.isHeld() ? State.HOLDING : State.WAITING;
        this.heldSince = now;
        this.notBefore = now;
        this.pause = limits.pause();
    }

    /** Goes by other limits from the next look on, which count from the start of the move; a pause under way stays. */
    void within(Limits next) {
        limits = Objects.requireNonNull(next, "next");
    }

    /** Returns how far the move is. */
    public State state() {
        return state;
    }

    /**
     * Looks at the unit.
     *
     * @param isDrained whether the old side is drained
     * @param now the mover's time
     * @param seen the epoch of the unit's route
     * @return what to do next; {@link Step#STOP} if the move is over
     */
    public Step look(boolean isDrained, Duration now, long seen) {
        if (seen != epoch && isUnderWay()) {
            state = State.CANCELLED;
        }
        return switch (state) {
            case WAITING -> whileWaiting(isDrained, now);
            case HOLDING -> whileHolding(isDrained, now);
            case FLIPPED, GIVEN_UP, CANCELLED -> Step.STOP;
        };
    }

    private boolean isUnderWay() {
        return state == State.WAITING || state == State.HOLDING;
    }

    private Step whileWaiting(boolean isDrained, Duration now) {
        if (isOver(now)) {
            return giveUp();
        }
        if (!isDrained || now.compareTo(notBefore) < 0) {
            return Step.LOOK_AGAIN;
        }
        state = State.HOLDING;
        heldSince = now;
        return Step.HOLD;
    }

    private Step whileHolding(boolean isDrained, Duration now) {
        if (isDrained) {
            return Step.FLIP;
        }
        if (now.minus(heldSince).compareTo(limits.holding()) < 0) {
            return Step.LOOK_AGAIN;
        }
        if (isOver(now)) {
            return giveUp();
        }
        state = State.WAITING;
        notBefore = now.plus(pause);
        pause = pause.multipliedBy(2);
        return Step.RELEASE;
    }

    private boolean isOver(Duration now) {
        return now.minus(started).compareTo(limits.waiting()) >= 0;
    }

    private Step giveUp() {
        state = State.GIVEN_UP;
        return Step.GIVE_UP;
    }

    /**
     * Notes that the flip succeeded.
     *
     * @throws IllegalStateException if none was to be tried
     */
    public void flipped() {
        checkState(state == State.HOLDING, "a move that is %s does not flip", state);
        state = State.FLIPPED;
    }
}
