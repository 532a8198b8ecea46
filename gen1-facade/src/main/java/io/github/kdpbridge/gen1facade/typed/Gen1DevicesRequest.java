package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload or a deletion. A field that is null is not sent.
 *
 * <p>A plain bean; not safe for several threads.
 */
public final class Gen1DevicesRequest {
    /** The {@code transactionType} of an upload (documented). */
    public static final String NEW = "New";

    /** The {@code transactionType} of a deletion (observed). */
    public static final String DELETE = "Delete";

    private @Nullable String transactionId;

    private @Nullable String resellerId;

    private @Nullable String customerId;

    private @Nullable String vendorId;

    private @Nullable String transactionType;

    private @Nullable Gen1Devices devices;

    private @Nullable String removeTransactionId;

    private @Nullable String orderNo;

    private @Nullable Long orderTime;

    private @Nullable String targetService;

    private @Nullable List<Gen1ProfileAlias> profileAliases;

    public Gen1DevicesRequest() {}

    /** Returns the transaction, chosen by the caller, required (documented); null if not set. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the account that owns the key, required (documented); null if not set. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the customer, required (documented); null if not set. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /**
     * Returns the downstream reseller of a two-tier sale (documented); an empty text means none (observed); null if not
     * set.
     */
    public @Nullable String getVendorId() {
        return vendorId;
    }

    public void setVendorId(@Nullable String vendorId) {
        this.vendorId = vendorId;
    }

    /** Returns {@link #NEW} or {@link #DELETE}, matching the path; null if not set. */
    public @Nullable String getTransactionType() {
        return transactionType;
    }

    public void setTransactionType(@Nullable String transactionType) {
        this.transactionType = transactionType;
    }

    /** Returns the devices; a deletion may have {@code removeTransactionId} in their place; null if not set. */
    public @Nullable Gen1Devices getDevices() {
        return devices;
    }

    public void setDevices(@Nullable Gen1Devices devices) {
        this.devices = devices;
    }

    /** Returns the upload whose devices a deletion takes back (observed); null if not set. */
    public @Nullable String getRemoveTransactionId() {
        return removeTransactionId;
    }

    public void setRemoveTransactionId(@Nullable String removeTransactionId) {
        this.removeTransactionId = removeTransactionId;
    }

    /** Returns the order number (documented); null if not set. */
    public @Nullable String getOrderNo() {
        return orderNo;
    }

    public void setOrderNo(@Nullable String orderNo) {
        this.orderNo = orderNo;
    }

    /** Returns the time of the order in epoch seconds (documented); null if not set. */
    public @Nullable Long getOrderTime() {
        return orderTime;
    }

    public void setOrderTime(@Nullable Long orderTime) {
        this.orderTime = orderTime;
    }

    /** Returns the Knox service to assign, a field of generation 2 that is passed on (assumed); null if not set. */
    public @Nullable String getTargetService() {
        return targetService;
    }

    public void setTargetService(@Nullable String targetService) {
        this.targetService = targetService;
    }

    /**
     * Returns the profiles to assign, a field that only generation 2 supports (documented) and that is passed on; null
     * if not set.
     */
    public @Nullable List<Gen1ProfileAlias> getProfileAliases() {
        return profileAliases;
    }

    public void setProfileAliases(@Nullable List<Gen1ProfileAlias> profileAliases) {
        this.profileAliases = profileAliases;
    }

    /** Returns the transaction and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "Gen1DevicesRequest[" + transactionId + ", " + Count.of(devices == null ? 0 : devices.size(), "device")
                + "]";
    }
}
