package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.ResellerId;
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
 * @param cause the operator, and why
 * @param at when
 */
public record Judgement(
        ResellerId reseller, String id, @Nullable String seen, Cause cause, Instant at) {
    public Judgement {
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cause, "cause");
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
     * Returns its entry in the log.
     *
     * @param masking masks identifiers in its note
     */
    public LoggedAct entry(LoggedAct.Kind kind, Masking masking) {
        Cause masked = new Cause(cause.who(), cause.via(), masking.text(cause.reason()), cause.evidence());
        return LoggedAct.of(kind, id, masked, "", at);
    }
}
