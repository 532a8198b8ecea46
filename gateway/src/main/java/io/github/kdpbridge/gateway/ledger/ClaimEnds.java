package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a gateway's claims, in the ledger. Each returns whether the write was still its own.
 *
 * @param me the gateway
 */
record ClaimEnds(String me) {
    private static final String ANY = "UPDATE kdp_write SET outcome = ?, answer = ?, owner = NULL WHERE id = ? AND ";
    private static final String MINE = ANY + "owner = ?";
    /** With whether the service accepted the write: it did, whoever took it over. */
    private static final String MINE_OR_ACCEPTED =
            ANY + "(owner = ? OR ? AND outcome IN ('OPEN', 'ABSENT', 'CONTESTED')) RETURNING generation";

    private static final String ACCEPT = ANY + "outcome IN ('OPEN', 'ABSENT', 'CONTESTED')";
    private static final String ENDED = "SELECT 1 FROM kdp_write WHERE id = ? AND owner IS NULL AND outcome = ?"
            + " AND COALESCE(answer, '') = COALESCE(?, '')";
    private static final String FORGET = "DELETE FROM kdp_write WHERE id = ? AND owner = ?";

    /** Returns whether an outcome changes the row of the write, and no other. */
    static boolean isOneRow(@Nullable Entry claimed, Outcome outcome) {
        return !(outcome instanceof Outcome.Accepted) || (claimed != null && !UploadNames.concern(claimed));
    }

    /**
     * Returns the change that records an outcome, for a group if {@link #isOneRow}.
     *
     * @param claimed the write; null if the claim is gone, so that it has to be read back for its device names
     */
    RowChange<Boolean> with(String id, @Nullable Entry claimed, Outcome outcome) {
        String kind = StoredAnswer.Kind.of(outcome).name();
        String answer = StoredAnswer.write(outcome);
        boolean isAccepted = outcome instanceof Outcome.Accepted;
        return new RowChange<>(
                MINE_OR_ACCEPTED,
                id,
                new @Nullable Object[] {kind, answer, id, me, isAccepted},
                generation -> true,
                isAccepted
                        ? sql -> accept(sql, id, claimed, answer)
                        : sql -> sql.update(MINE, kind, answer, id, me) == 1 || isEnded(sql, id, kind, answer));
    }

    private static boolean accept(Session sql, String id, @Nullable Entry claimed, @Nullable String answer) {
        boolean accepted = sql.update(ACCEPT, "ACCEPTED", answer, id) == 1;
        if (accepted) {
            Optional<Entry> entry = claimed == null ? EntryReader.find(sql, id) : Optional.of(claimed);
            entry.ifPresent(write -> UploadNames.note(sql, write));
        }
        return true;
    }

    /** Whether it ended like this already: its group was committed, although that was not heard. */
    private static boolean isEnded(Session sql, String id, String kind, @Nullable String answer) {
        return sql.returning(ENDED, id, kind, answer).isPresent();
    }

    Function<Session, Boolean> forgetting(String id) {
        return sql -> sql.update(FORGET, id, me) == 1;
    }
}
