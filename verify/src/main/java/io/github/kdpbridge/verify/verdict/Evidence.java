package io.github.kdpbridge.verify.verdict;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.verify.peer.PortalPeer;
import java.util.Optional;

/**
 * The limits of a comparison. A comparison with a simulated side shows only that the bridge is like the simulator,
 * which is made from known and assumed facts of the service.
 */
public record Evidence(boolean leftSimulated, boolean rightSimulated) {
    private static final int ASSUMED = Assumption.values().length;

    /** Returns the evidence of two simulated sides. */
    public static Evidence simulated() {
        return new Evidence(true, true);
    }

    static Evidence of(PortalPeer left, PortalPeer right) {
        return new Evidence(left.isSimulated(), right.isSimulated());
    }

    /** Returns the limit, to follow a verdict; empty if no side is known to be simulated. */
    public Optional<String> limit() {
        return isLimited() ? Optional.of(sides() + " simulated, " + ASSUMED + " facts assumed") : Optional.empty();
    }

    /** Returns the limit in sentences; empty if no side is known to be simulated. */
    public Optional<String> explanation() {
        return isLimited()
                ? Optional.of(capitalized(sides())
                        + (leftSimulated && rightSimulated ? " are" : " is")
                        + " simulated. This shows that the bridge is right for the service as documented and, in "
                        + ASSUMED + " facts, as assumed (docs/assumptions.md). It does not show how the service itself"
                        + " answers.")
                : Optional.empty();
    }

    /**
     * Returns the command that compares with the service itself.
     *
     * @param session the option that replaces the scenarios, {@code --session FILE}; empty for the scenarios
     */
    public static String proof(String session) {
        return "kdp verify " + (session.isEmpty() ? "" : session + " ")
                + "--left https://eu-be-reseller.samsungknox.com --right URL-OF-YOUR-GATEWAY";
    }

    private boolean isLimited() {
        return leftSimulated || rightSimulated;
    }

    private String sides() {
        return leftSimulated && rightSimulated ? "both sides" : leftSimulated ? "the left side" : "the right side";
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
