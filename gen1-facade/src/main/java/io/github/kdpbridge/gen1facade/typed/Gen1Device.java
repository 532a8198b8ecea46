package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A device of a list or of a transaction: one of the three identifiers, and in a transaction why it failed. */
public final class Gen1Device extends Gen1Object {
    private @Nullable String imei;

    private @Nullable String serialNumber;

    private @Nullable String meid;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    /** Creates one without content. */
    public Gen1Device() {}

    /** Returns the IMEI (documented), or null if there is none. */
    public @Nullable String getImei() {
        return imei;
    }

    /** Sets the IMEI (documented). */
    public void setImei(@Nullable String imei) {
        this.imei = imei;
    }

    /** Returns the serial number (observed), or null if there is none. */
    public @Nullable String getSerialNumber() {
        return serialNumber;
    }

    /** Sets the serial number (observed). */
    public void setSerialNumber(@Nullable String serialNumber) {
        this.serialNumber = serialNumber;
    }

    /** Returns the MEID (assumed), or null if there is none. */
    public @Nullable String getMeid() {
        return meid;
    }

    /** Sets the MEID (assumed). */
    public void setMeid(@Nullable String meid) {
        this.meid = meid;
    }

    /** Returns the code, in digits or the text of an unknown one, which a device that succeeded does not need, or null if there is none. */
    public @Nullable String getCode() {
        return code;
    }

    /** Sets the code, in digits or the text of an unknown one, which a device that succeeded does not need. */
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

    /** Returns whether the transaction failed for this device: it has a code, and not that of success (observed). */
    public boolean isFailed() {
        return code != null && !code.equals(Gen1.SUCCESS);
    }

    /** Returns the code, never the identifier. */
    @Override
    public String toString() {
        return "Gen1Device[" + (code == null ? "no code" : code) + "]";
    }
}
