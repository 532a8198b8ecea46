package io.github.kdpbridge.simulator.portal;

/**
 * A transaction as it looks at one moment.
 *
 * @param complete whether its outcome can be seen
 */
public record TransactionView(Transaction transaction, boolean complete) {
    /** Its state on the wire of both generations, {@code Progress} or {@code Complete}. */
    public String state() {
        return complete ? "Complete" : "Progress";
    }
}
