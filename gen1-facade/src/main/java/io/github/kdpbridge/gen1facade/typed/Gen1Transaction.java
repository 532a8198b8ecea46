package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of one transaction. {@code Complete} does not mean success: check {@link #isFailed} and each device. An
 * error of the whole transaction is also in each of its devices.
 */
public final class Gen1Transaction extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String type;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    private List<Gen1Device> devices = new ArrayList<>();

    public Gen1Transaction() {}

    /** Returns the transaction; null if absent. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state: {@code Progress} or {@code Complete} (observed); null if absent. */
    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the type: {@code Put} or {@code Delete} (observed); null if absent. */
    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    /**
     * Returns the error code of the whole transaction, in digits or the text of an unknown one (documented; the name is
     * assumed); null if absent.
     */
    public @Nullable String getCode() {
        return code;
    }

    public void setCode(@Nullable String code) {
        this.code = code;
    }

    /** Returns the name of that code (assumed); null if absent. */
    public @Nullable String getMessage() {
        return message;
    }

    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** Returns the explanation of the transaction's error for people (assumed); null if absent. */
    public @Nullable String getData() {
        return data;
    }

    public void setData(@Nullable String data) {
        this.data = data;
    }

    /** Returns whether the transaction failed as a whole: it has a code other than success. */
    public boolean isFailed() {
        return code != null && !code.equals(Gen1.SUCCESS);
    }

    /** Returns the devices; never null. */
    public List<Gen1Device> getDevices() {
        return devices;
    }

    public void setDevices(List<Gen1Device> devices) {
        this.devices = Objects.requireNonNull(devices, "devices");
    }

    /** Returns the transaction, its state and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "Gen1Transaction[" + transactionId + " " + state + ", " + Count.of(devices.size(), "device") + "]";
    }
}
