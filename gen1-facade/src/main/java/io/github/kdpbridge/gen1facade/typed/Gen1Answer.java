package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** What generation 1 says of a request as a whole (observed). What it does not say is null. */
public abstract class Gen1Answer extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    Gen1Answer() {}

    /** Returns the transaction that the request named, or null if there is none. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    /** Sets the transaction that the request named. */
    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state: {@code Progress} as a rule, {@code Rejected} of what was refused (observed), or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state. */
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
}
