package io.github.kdpbridge.core.migration;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act in an account's log that is no move of one unit. Entries are only added.
 *
 * @param id its name: 36 characters, which no other act has
 * @param kind what was done
 * @param subject the id of a difference; empty for the account
 * @param cause its author and reason
 * @param result what it came to with each unit, as {@link Acted#lines()}; empty if it is about none
 * @param at when
 */
public record LoggedAct(String id, Kind kind, String subject, Cause cause, String result, Instant at) {
    /** What an act does. */
    public enum Kind {
        /** Lets no unit move forward. */
        FREEZE,
        /** Lets units move forward again. */
        UNFREEZE,
        /** Tolerates a difference. */
        ACCEPT,
        /** Counts a difference again that was tolerated. */
        REOPEN,
        /** Moves several units forward; the log of moves has each of them. */
        PROMOTE,
        /** Brings several units back; the log of moves has each of them. */
        ROLLBACK,
        /** Freezes, and brings units back at once. */
        PANIC,
        /** Moves a transaction to the other side; the evidence names it. */
        REPIN,
        /** What only a later version does; the evidence begins with its name there. */
        UNKNOWN
    }

    public LoggedAct {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(at, "at");
    }

    /** Returns an entry with a new id. */
    public static LoggedAct of(Kind kind, String subject, Cause cause, String result, Instant at) {
        return new LoggedAct(UUID.randomUUID().toString(), kind, subject, cause, result, at);
    }

    /**
     * Returns the entry as it follows another one. The log tells an order by its times, so that each is after the one before,
     * whichever gateway's clock told them.
     *
     * @param last the time of the one before; null if there is none
     */
    public LoggedAct after(@Nullable Instant last) {
        return last == null || at.isAfter(last)
                ? this
                : new LoggedAct(id, kind, subject, cause, result, last.plusMillis(1));
    }

    /** Returns the result with each unit; no units if it is about none. */
    public Acted acted() {
        return Acted.ofLines(result);
    }
}
