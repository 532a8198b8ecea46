package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import org.jspecify.annotations.Nullable;

/** The HTTP statuses of what operators are refused. */
public final class Refusals {
    /** The status while something is away, or the gateway starts. */
    public static final int UNAVAILABLE = 503;

    private static final int OK = 200;
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

    /**
     * Returns the status of an act on several units: 200 if anything was done or waits for its turn, 503 if nobody knows
     * whether, 412 if gates kept all units, 409 if they were refused.
     */
    public static int status(Acted acted) {
        if (acted.isGood() || acted.isAnyDone()) {
            return OK;
        }
        if (acted.isAnyUnknown()) {
            return UNAVAILABLE;
        }
        boolean isGate = acted.units().stream().allMatch(done -> done.result() == Acted.Result.GATE);
        return isGate ? PRECONDITION_FAILED : CONFLICT;
    }

    /** Returns what was not done as it was asked for, one line; null if all was. */
    public static @Nullable String of(Acted acted) {
        if (acted.isGood()) {
            return null;
        }
        return acted.isAnyDone() || acted.isAnyUnknown() ? acted.summary() : "nothing was done: " + acted.summary();
    }

    /** Returns why an act was refused, one line. A ledger that fails amid an act does not tell whether it is done. */
    public static String ofAct(RuntimeException refusal) {
        String why = String.valueOf(refusal.getMessage());
        return refusal instanceof LedgerException
                ? "nobody knows whether it was done; look before you do it again: " + why
                : why;
    }
}
