package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.DeviceId;

/**
 * Why a request did not do what was asked; {@link Gen1#error} reads it. What the body did not tell is null, all of it if
 * the body was no error of generation 1's but a page of a proxy, for example.
 */
public final class Gen1Error extends Gen1Answer {
    private static final int SERVER_TROUBLE = 500;

    private int httpStatus;

    /** Creates one without content. */
    public Gen1Error() {}

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
        return DeviceId.maskedIn("Gen1Error[" + httpStatus + " " + getCode() + " " + getMessage() + "]");
    }
}
