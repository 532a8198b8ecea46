package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Why a request did not do what was asked; {@link Gen1#error} reads it. What the body did not tell is null, all of it if
 * the body was no error of generation 1's but a page of a proxy, for example.
 */
public final class Gen1Error extends Gen1Object {
    private static final int SERVER_TROUBLE = 500;

    private int httpStatus;

    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    /** Creates one without content. */
    public Gen1Error() {}

    /** Returns the transaction that the request named, or null if there is none. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    /** Sets the transaction that the request named. */
    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state, {@code Rejected} below 500 (observed), or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state, {@code Rejected} below 500 (observed). */
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

    /** Returns the HTTP status. */
    public int getHttpStatus() {
        return httpStatus;
    }

    /** Sets the HTTP status. */
    public void setHttpStatus(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /**
     * Returns whether the same request may succeed later: from HTTP 500 up, whatever the body says. Anything below is
     * final (observed).
     */
    public boolean isTemporary() {
        return httpStatus >= SERVER_TROUBLE;
    }

    /** Returns the status, the code and its name, never the data, which may name a device. */
    @Override
    public String toString() {
        return DeviceId.maskedIn("Gen1Error[" + httpStatus + " " + code + " " + message + "]");
    }
}
