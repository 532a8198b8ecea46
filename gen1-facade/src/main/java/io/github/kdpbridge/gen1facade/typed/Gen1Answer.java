package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** The answer of generation 1 to a request as a whole (observed). Absent fields are null. */
public abstract class Gen1Answer extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    Gen1Answer() {}

    /** Returns the transaction that the request named; null if absent. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state: usually {@code Progress}, {@code Rejected} after a refusal (observed); null if absent. */
    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the code: a number as digits (observed), or the text of an unknown one; null if absent. */
    public @Nullable String getCode() {
        return code;
    }

    public void setCode(@Nullable String code) {
        this.code = code;
    }

    /** Returns the name of the code; null if absent. */
    public @Nullable String getMessage() {
        return message;
    }

    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** Returns the explanation for people; null if absent. */
    public @Nullable String getData() {
        return data;
    }

    public void setData(@Nullable String data) {
        this.data = data;
    }
}
