package io.github.kdpbridge.core.migration;

import java.util.Objects;

/**
 * The author of an act.
 *
 * @param who the operator's name
 * @param via how the act was asked for
 */
public record Author(String who, Cause.Via via) {
    public Author {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(via, "via");
    }

    /**
     * Returns the cause of an act that needs no evidence.
     *
     * @throws IllegalArgumentException if the name or the reason is too short, too long, or not one line
     */
    public Cause cause(String reason) {
        return cause(reason, "");
    }

    /**
     * Returns the cause of an act.
     *
     * @param evidence what the decision was based on
     * @throws IllegalArgumentException if the name or the reason is too short, too long, or not one line
     */
    public Cause cause(String reason, String evidence) {
        return new Cause(who, via, reason, evidence);
    }
}
