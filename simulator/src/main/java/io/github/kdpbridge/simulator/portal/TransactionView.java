package io.github.kdpbridge.simulator.portal;

import java.util.List;

/**
 * A transaction as it looks at one moment.
 *
 * @param transaction the transaction
 * @param complete whether its outcome can be seen
 */
public record TransactionView(Transaction transaction, boolean complete) {
    static final String COMPLETE = "Complete";

    /**
     * Its state on the wire of both generations.
     *
     * @return {@code Progress} or {@code Complete}
     */
    public String state() {
        return complete ? COMPLETE : "Progress";
    }

    /**
     * The devices that can be seen.
     *
     * @return all of them once it is complete, none before
     */
    public List<DeviceOutcome> outcomes() {
        return complete ? transaction.outcomes() : List.of();
    }
}
