package io.github.kdpbridge.gen1facade.typed;

/**
 * The answer to an upload or a deletion (observed). It confirms that the service accepted the work; the transaction's
 * status has the outcomes of the devices. {@link Gen1#isSuccess} tells whether it is a receipt at all.
 */
public final class Gen1Receipt extends Gen1Answer {
    public Gen1Receipt() {}

    /** Returns the transaction, the state and the code. */
    @Override
    public String toString() {
        return "Gen1Receipt[" + getTransactionId() + " " + getState() + " " + getCode() + "]";
    }
}
