package io.github.kdpbridge.core.migration;

import java.util.Objects;

/** A move was not begun, and nothing changed. The message is one line that says what is legal. */
public final class MoveRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a move is refused. */
    public enum Reason {
        /** There is no such move. */
        ILLEGAL,
        /** The unit changed since the operator looked at it. */
        STALE,
        /** Another move of the unit is under way. */
        RUNNING,
        /** Moves forward are frozen for the account. */
        FROZEN,
        /** A gate is not open. */
        GATE,
        /** The name of the unit was to be typed, and was not. */
        UNCONFIRMED,
        /** There is no such unit, or no such wave. */
        UNKNOWN
    }

    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param message what was refused, and what is legal, in one line
     */
    public MoveRefusedException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns the refusal to move a unit that was never seen. */
    public static MoveRefusedException unknown(Unit unit) {
        return new MoveRefusedException(Reason.UNKNOWN, unit + " does not move: it made no call yet");
    }

    /** Returns why the move is refused. */
    public Reason reason() {
        return reason;
    }

    /** Returns what was refused, and what is legal, in one line. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
