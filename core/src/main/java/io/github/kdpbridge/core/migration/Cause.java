package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.DeviceId;
import java.util.Objects;

/**
 * The author and the reason of a move. It stays in the log for ever.
 *
 * @param who the operator's name, or {@code rule:NAME}; 1 to 64 characters
 * @param via how the move was asked for
 * @param reason the reason in words, one line of 5 to 500 characters
 * @param evidence what the decision was based on: gates with their numbers, or a rule with its own; may be empty
 */
public record Cause(String who, Via via, String reason, String evidence) {
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_REASON = 5;
    /** It is stored for each unit that moves. */
    private static final int LONGEST_REASON = 500;

    private static final String RULE = "rule:";

    /** How a move is asked for. */
    public enum Via {
        /** The operator's page. */
        PAGE,
        /** The command line. */
        COMMAND,
        /** A stop rule. */
        RULE,
        /** The file whose existence freezes or brings back. */
        FILE,
        /** A Java program. */
        PROGRAM,
        /** A way that only a later version knows; the evidence names it. */
        UNKNOWN
    }

    /**
     * Checks name and reason, and masks devices: reason and evidence are kept in the log of moves, and shown in reports.
     *
     * @throws IllegalArgumentException if one is too short, too long, or not one line
     */
    public Cause {
        Objects.requireNonNull(via, "via");
        evidence = DeviceId.maskedIn(evidence);
        who = who.strip();
        reason = DeviceId.maskedIn(reason.strip());
        checkArgument(
                !who.isEmpty() && who.length() <= LONGEST_NAME && isLine(who),
                "a name is one line of 1 to 64 characters, not \"%s\"",
                who);
        checkArgument(
                reason.length() <= LONGEST_REASON,
                "a note or reason has %s characters at most, not %s",
                LONGEST_REASON,
                reason.length());
        checkArgument(
                reason.length() >= SHORTEST_REASON && isLine(reason),
                "a reason is one line of 5 characters or more, not \"%s\"",
                reason);
    }

    private static boolean isLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the cause of a move that a stop rule makes. */
    public static Cause rule(String name, String reason, String evidence) {
        return new Cause(RULE + name, Via.RULE, reason, evidence);
    }
}
