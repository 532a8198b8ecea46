package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one transaction. {@code Complete} does not mean success: look at each device. */
public final class Gen1Transaction extends Gen1Object {
    private @Nullable String transactionId;

    private @Nullable String state;

    private @Nullable String type;

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
