package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator's decision about a finding.
 *
 * @param reseller the account
 * @param id the finding's id
 * @param seen the {@linkplain Finding#digest() digest} of what the operator saw; null for whatever is there
 * @param author the operator
 * @param note why, one line of 5 to 500 characters
 * @param at when
 */
public record Judgement(
        ResellerId reseller, String id, @Nullable String seen, Author author, String note, Instant at) {
    /**
     * Checks name and note.
     *
     * @throws IllegalArgumentException if one is too short, too long, or not one line
     */
    public Judgement {
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(id, "id");
        author.cause(note); // the same rules as for the reason of a move
        Objects.requireNonNull(at, "at");
    }

    /**
     * Checks that a finding is as the operator saw it.
     *
     * @param digest the {@linkplain Finding#digest() digest} of the finding
     * @throws MoveRefusedException if it has changed since
     */
    public void requireSeen(String digest) {
        if (seen != null && !seen.equals(digest)) {
            throw new MoveRefusedException(
                    Reason.STALE, "difference %s changed meanwhile; look at it again".formatted(id));
        }
    }

    /**
     * Returns the operator and the note, in which a device is the same text as in the finding's values: a {@link Cause} alone
     * would mask more of it.
     *
     * @param masking masks identifiers
     */
    public Cause cause(Masking masking) {
        return author.cause(masking.text(note.strip()));
    }

    /**
     * Returns its entry in the log.
     *
     * @param masking masks identifiers in its note
     */
    public LoggedAct entry(LoggedAct.Kind kind, Masking masking) {
        return LoggedAct.of(kind, id, cause(masking), "", at);
    }
}
