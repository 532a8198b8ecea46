package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a gateway's claims, in the ledger. Each returns whether the write was still its own; an acceptance is recorded
 * all the same, because the service accepted the write, whatever gateway took it over.
 *
 * @param me the gateway
 */
record ClaimEnds(String me) {
    private static final String END = "UPDATE kdp_write SET outcome = ?, answer = ?, owner = NULL WHERE id = ? AND ";
    private static final String MINE = END + "owner = ?";
    private static final String ACCEPT = END + "outcome IN ('OPEN', 'ABSENT', 'CONTESTED')";
    /** One statement for every outcome, with whether that is an acceptance, so that a group has all its rows in one order. */
    static final String EITHER =
            END + "(owner = ? OR ? AND outcome IN ('OPEN', 'ABSENT', 'CONTESTED')) RETURNING generation";

    private static final String ENDED = "SELECT 1 FROM kdp_write WHERE id = ? AND owner IS NULL AND outcome = ?"
            + " AND COALESCE(answer, '') = COALESCE(?, '')";
    private static final String FORGET = "DELETE FROM kdp_write WHERE id = ? AND owner = ?";

    /** Returns whether an outcome changes the row of the write, and no other. */
    static boolean isOneRow(@Nullable Entry claimed, Outcome outcome) {
        return !(outcome instanceof Outcome.Accepted) || (claimed != null && !UploadNames.concern(claimed));
    }

    /** Returns the change that records an outcome which {@linkplain #isOneRow changes one row}. */
    RowChange<Boolean> change(String id, Outcome outcome) {
        String kind = StoredAnswer.Kind.of(outcome).name();
        String answer = StoredAnswer.write(outcome);
        boolean isAccepted = outcome instanceof Outcome.Accepted;
        return new RowChange<>(
                EITHER,
                id,
                new @Nullable Object[] {kind, answer, id, me, isAccepted},
                generation -> isAccepted || generation.isPresent(),
                // Another gateway may have taken the write over and ended it alike: then nothing has to be done again,
                // either.
                sql -> isAccepted || sql.returning(ENDED, id, kind, answer).isPresent());
    }

    /**
     * Returns what records an outcome in a transaction of its own.
     *
     * @param claimed the write; null if the claim is gone, so that it has to be read back for its device names
     */
    Function<Session, Boolean> ending(String id, @Nullable Entry claimed, Outcome outcome) {
        String kind = StoredAnswer.Kind.of(outcome).name();
        String answer = StoredAnswer.write(outcome);
        return outcome instanceof Outcome.Accepted
                ? sql -> accept(sql, id, claimed, answer)
                : sql -> sql.update(MINE, kind, answer, id, me) == 1;
    }

    private static boolean accept(Session sql, String id, @Nullable Entry claimed, @Nullable String answer) {
        boolean accepted = sql.update(ACCEPT, "ACCEPTED", answer, id) == 1;
        if (accepted) {
            Optional<Entry> entry = claimed == null ? EntryReader.find(sql, id) : Optional.of(claimed);
            entry.ifPresent(write -> UploadNames.note(sql, write));
        }
        return true;
    }

    Function<Session, Boolean> forgetting(String id) {
        return sql -> sql.update(FORGET, id, me) == 1;
    }
}
