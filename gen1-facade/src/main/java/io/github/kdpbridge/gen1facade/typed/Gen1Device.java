package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/**
 * A device of a list or of a transaction. In a transaction it has one of the three identifiers, and a code if it
 * failed. In a list it has all identifiers and details that the service gives; {@link #getUnknownFields} has the
 * others.
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

    public Gen1Device() {}

    /** Returns the IMEI (documented); null if absent. */
    public @Nullable String getImei() {
        return imei;
    }

    public void setImei(@Nullable String imei) {
        this.imei = imei;
    }

    /** Returns the serial number (observed); null if absent. */
    public @Nullable String getSerialNumber() {
        return serialNumber;
    }

    public void setSerialNumber(@Nullable String serialNumber) {
        this.serialNumber = serialNumber;
    }

    /** Returns the MEID (assumed); null if absent. */
    public @Nullable String getMeid() {
        return meid;
    }

    public void setMeid(@Nullable String meid) {
        this.meid = meid;
    }

    /** Returns the code, in digits or the text of an unknown one; null, as a rule, for a device that succeeded. */
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

    /** Returns the service's own name of the listed device (assumed); null if absent. */
    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }

    /**
     * Returns the time of registration of a listed device, in epoch milliseconds, in digits (assumed); null if absent.
     */
    public @Nullable String getCreateTime() {
        return createTime;
    }

    public void setCreateTime(@Nullable String createTime) {
        this.createTime = createTime;
    }

    /** Returns the customer of the listed device (assumed); null if absent. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the name of that customer (assumed); null if absent. */
    public @Nullable String getCustomerName() {
        return customerName;
    }

    public void setCustomerName(@Nullable String customerName) {
        this.customerName = customerName;
    }

    /** Returns the model of the listed device (assumed); null if absent. */
    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    /** Returns the state of the listed device, {@code Verified} for example (assumed); null if absent. */
    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the service's own id of the upload that registered the listed device (assumed); null if absent. */
    public @Nullable String getUploadId() {
        return uploadId;
    }

    public void setUploadId(@Nullable String uploadId) {
        this.uploadId = uploadId;
    }

    /** Returns whether the transaction failed for this device: it has a code other than success (observed). */
    public boolean isFailed() {
        return code != null && !code.equals(Gen1.SUCCESS);
    }

    /** Returns the code, never the identifier. */
    @Override
    public String toString() {
        return "Gen1Device[" + (code == null ? "no code" : code) + "]";
    }
}
