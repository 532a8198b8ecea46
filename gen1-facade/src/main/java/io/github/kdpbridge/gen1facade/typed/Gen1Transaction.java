package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one transaction. {@code Complete} does not mean success: look at {@link #isFailed} and at each device. An
 * error of the whole transaction stands in it and in each of its devices.
 */
public final class Gen1Transaction extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String type;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    private List<Gen1Device> devices = new ArrayList<>();

    /** Creates one without content. */
    public Gen1Transaction() {}

    /** Returns the transaction, or null if there is none. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    /** Sets the transaction. */
    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the state: {@code Progress} or {@code Complete} (observed), or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state: {@code Progress} or {@code Complete} (observed). */
    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the type: {@code Put} or {@code Delete} (observed), or null if there is none. */
    public @Nullable String getType() {
        return type;
    }

    /** Sets the type: {@code Put} or {@code Delete} (observed). */
    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** Returns the code of what is wrong with the transaction as a whole, in digits or the text of an unknown one (documented; the name is assumed), or null if there is none. */
    public @Nullable String getCode() {
        return code;
    }

    /** Sets the code of what is wrong with the transaction as a whole, in digits or the text of an unknown one (documented; the name is assumed). */
    public void setCode(@Nullable String code) {
        this.code = code;
    }

    /** Returns the name of that code (assumed), or null if there is none. */
    public @Nullable String getMessage() {
        return message;
    }

    /** Sets the name of that code (assumed). */
    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** Returns what is wrong with the transaction as a whole, for people (assumed), or null if there is none. */
    public @Nullable String getData() {
        return data;
    }

    /** Sets what is wrong with the transaction as a whole, for people (assumed). */
    public void setData(@Nullable String data) {
        this.data = data;
    }

    /** Returns whether the transaction failed as a whole: it has a code, and not that of success. */
    public boolean isFailed() {
        return code != null && !code.equals(Gen1.SUCCESS);
    }

    /** Returns the devices; never null. */
    public List<Gen1Device> getDevices() {
        return devices;
    }

    /** Sets the devices. */
    public void setDevices(List<Gen1Device> devices) {
        this.devices = Objects.requireNonNull(devices, "devices");
    }

    /** Returns the transaction, its state and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "Gen1Transaction[" + transactionId + " " + state + ", " + devices.size() + " devices]";
    }
}
