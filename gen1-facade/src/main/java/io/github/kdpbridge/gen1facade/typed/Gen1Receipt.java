package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an upload or a deletion (observed). It says that the service took the work; what became of the devices
 * says the transaction's status. {@link Gen1#isSuccess} tells whether it is a receipt at all.
 */
public final class Gen1Receipt extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    /** Creates one without content. */
    public Gen1Receipt() {}

    /** Returns the transaction, or null if there is none. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    /** Sets the transaction. */
    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state, {@code Progress} as a rule, or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state, {@code Progress} as a rule. */
    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the code: the digits of the number that it is (observed), or the text of an unknown one, or null if there is none. */
    public @Nullable String getCode() {
        return code;
    }

    /** Sets the code: the digits of the number that it is (observed), or the text of an unknown one. */
    public void setCode(@Nullable String code) {
        this.code = code;
    }

    /** Returns the name of the code, or null if there is none. */
    public @Nullable String getMessage() {
        return message;
    }

    /** Sets the name of the code. */
    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** Returns what is wrong, for people, or null if there is none. */
    public @Nullable String getData() {
        return data;
    }

    /** Sets what is wrong, for people. */
    public void setData(@Nullable String data) {
        this.data = data;
    }

    /** Returns the transaction, the state and the code. */
    @Override
    public String toString() {
        return "Gen1Receipt[" + transactionId + " " + state + " " + code + "]";
    }
}
