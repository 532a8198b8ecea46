package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.MoveRefusedException;

/** The HTTP statuses of what operators are refused. */
public final class Refusals {
    /** The status while something is away, or the gateway starts. */
    public static final int UNAVAILABLE = 503;

    /** What an operator is told while the gateway does not know its accounts yet. */
    public static final String STARTING = "the gateway is starting; ask again in some seconds";

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private Refusals() {}

    /** Returns the status of a refusal: a move's by its reason, 503 without the ledger, 400 for a mistake in the request. */
    public static int status(RuntimeException refusal) {
        if (refusal instanceof MoveRefusedException move) {
            return switch (move.reason()) {
                case UNKNOWN -> NOT_FOUND;
                case GATE -> PRECONDITION_FAILED;
                case ILLEGAL, STALE, RUNNING, FROZEN, UNCONFIRMED -> CONFLICT;
            };
        }
        return refusal instanceof LedgerException ? UNAVAILABLE : BAD_REQUEST;
    }
}
