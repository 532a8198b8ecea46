package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * The error of a failed request; {@link Gen1#error} reads it. Fields missing in the body are null, all of them if the
 * body is not an error of generation 1 but, for example, a proxy's page.
 */
public final class Gen1Error extends Gen1Answer {
    private static final int SERVER_TROUBLE = 500;

    private int httpStatus;

    private @Nullable String body;

    public Gen1Error() {}

    /** Returns the HTTP status. */
    public int getHttpStatus() {
        return httpStatus;
    }

    public void setHttpStatus(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /**
     * Returns the body of the answer, which is what {@code response.errorBody().string()} gives; null if it cannot be read any
     * more, or if the error is a receipt with another code than that of success.
     */
    public @Nullable String getBody() {
        return body;
    }

    public void setBody(@Nullable String body) {
        this.body = body;
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
