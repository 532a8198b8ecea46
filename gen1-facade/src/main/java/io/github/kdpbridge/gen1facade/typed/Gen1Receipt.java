package io.github.kdpbridge.gen1facade.typed;

/**
 * The answer to an upload or a deletion (observed). It says that the service took the work; what became of the devices
 * says the transaction's status. {@link Gen1#isSuccess} tells whether it is a receipt at all.
 */
public final class Gen1Receipt extends Gen1Answer {
    /** Creates one without content. */
    public Gen1Receipt() {}

    /** Returns the transaction, the state and the code. */
    @Override
    public String toString() {
        return "Gen1Receipt[" + getTransactionId() + " " + getState() + " " + getCode() + "]";
    }
}
