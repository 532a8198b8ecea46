package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/**
 * A device of a list or of a transaction. In a transaction it has one of the three identifiers, and a code if it failed. In
 * a list it has all identifiers and details that the service gives; those without a name here are in
 * {@link #getUnknownFields}.
 */
public final class Gen1Device extends Gen1Object {
    private @Nullable String imei;

    private @Nullable String serialNumber;

    private @Nullable String meid;

    private @Nullable String code;

    private @Nullable String message;

    private @Nullable String data;

    private @Nullable String id;

    private @Nullable String createTime;

    private @Nullable String customerId;

    private @Nullable String customerName;

    private @Nullable String model;

    private @Nullable String state;

    private @Nullable String uploadId;

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

    /** Returns the service's own name of the listed device (assumed), or null if there is none. */
    public @Nullable String getId() {
        return id;
    }

    /** Sets the service's own name of the listed device (assumed). */
    public void setId(@Nullable String id) {
        this.id = id;
    }

    /** Returns when the listed device was registered, in epoch milliseconds, in digits (assumed), or null if there is none. */
    public @Nullable String getCreateTime() {
        return createTime;
    }

    /** Sets when the listed device was registered, in epoch milliseconds, in digits (assumed). */
    public void setCreateTime(@Nullable String createTime) {
        this.createTime = createTime;
    }

    /** Returns the customer of the listed device (assumed), or null if there is none. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    /** Sets the customer of the listed device (assumed). */
    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the name of that customer (assumed), or null if there is none. */
    public @Nullable String getCustomerName() {
        return customerName;
    }

    /** Sets the name of that customer (assumed). */
    public void setCustomerName(@Nullable String customerName) {
        this.customerName = customerName;
    }

    /** Returns the model of the listed device (assumed), or null if there is none. */
    public @Nullable String getModel() {
        return model;
    }

    /** Sets the model of the listed device (assumed). */
    public void setModel(@Nullable String model) {
        this.model = model;
    }

    /** Returns the state of the listed device, {@code Verified} for example (assumed), or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state of the listed device, {@code Verified} for example (assumed). */
    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the service's own id of the upload that registered the listed device (assumed), or null if there is none. */
    public @Nullable String getUploadId() {
        return uploadId;
    }

    /** Sets the service's own id of the upload that registered the listed device (assumed). */
    public void setUploadId(@Nullable String uploadId) {
        this.uploadId = uploadId;
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
