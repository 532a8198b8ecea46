package io.github.kdpbridge.gen1facade.typed;

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

    /** Creates one without content. */
    public Gen1DevicesRequest() {}

    /** Returns the transaction, chosen by the caller, required (documented), or null if there is none. */
    public @Nullable String getTransactionId() {
        return transactionId;
    }

    /** Sets the transaction, chosen by the caller, required (documented). */
    public void setTransactionId(@Nullable String transactionId) {
        this.transactionId = transactionId;
    }

    /** Returns the account that owns the key, required (documented), or null if there is none. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    /** Sets the account that owns the key, required (documented). */
    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the customer, required (documented), or null if there is none. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    /** Sets the customer, required (documented). */
    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the downstream reseller of a two-tier sale (documented); an empty text means none (observed), or null if there is none. */
    public @Nullable String getVendorId() {
        return vendorId;
    }

    /** Sets the downstream reseller of a two-tier sale (documented); an empty text means none (observed). */
    public void setVendorId(@Nullable String vendorId) {
        this.vendorId = vendorId;
    }

    /** Returns {@link #NEW} or {@link #DELETE}, as the path says, or null if there is none. */
    public @Nullable String getTransactionType() {
        return transactionType;
    }

    /** Sets {@link #NEW} or {@link #DELETE}, as the path says. */
    public void setTransactionType(@Nullable String transactionType) {
        this.transactionType = transactionType;
    }

    /** Returns the devices; a deletion may have {@code removeTransactionId} in their place, or null if there is none. */
    public @Nullable Gen1Devices getDevices() {
        return devices;
    }

    /** Sets the devices; a deletion may have {@code removeTransactionId} in their place. */
    public void setDevices(@Nullable Gen1Devices devices) {
        this.devices = devices;
    }

    /** Returns the upload whose devices a deletion takes back (observed), or null if there is none. */
    public @Nullable String getRemoveTransactionId() {
        return removeTransactionId;
    }

    /** Sets the upload whose devices a deletion takes back (observed). */
    public void setRemoveTransactionId(@Nullable String removeTransactionId) {
        this.removeTransactionId = removeTransactionId;
    }

    /** Returns the order number (documented), or null if there is none. */
    public @Nullable String getOrderNo() {
        return orderNo;
    }

    /** Sets the order number (documented). */
    public void setOrderNo(@Nullable String orderNo) {
        this.orderNo = orderNo;
    }

    /** Returns the time of the order in epoch seconds (documented), or null if there is none. */
    public @Nullable Long getOrderTime() {
        return orderTime;
    }

    /** Sets the time of the order in epoch seconds (documented). */
    public void setOrderTime(@Nullable Long orderTime) {
        this.orderTime = orderTime;
    }

    /** Returns the Knox service to assign, a field of generation 2 that is passed on (assumed), or null if there is none. */
    public @Nullable String getTargetService() {
        return targetService;
    }

    /** Sets the Knox service to assign, a field of generation 2 that is passed on (assumed). */
    public void setTargetService(@Nullable String targetService) {
        this.targetService = targetService;
    }

    /** Returns the profiles to assign, a field of generation 2 that generation 1 does not support (documented) and that is passed on, or null if there is none. */
    public @Nullable List<Gen1ProfileAlias> getProfileAliases() {
        return profileAliases;
    }

    /** Sets the profiles to assign, a field of generation 2 that generation 1 does not support (documented) and that is passed on. */
    public void setProfileAliases(@Nullable List<Gen1ProfileAlias> profileAliases) {
        this.profileAliases = profileAliases;
    }

    /** Returns the transaction and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "Gen1DevicesRequest[" + transactionId + ", " + (devices == null ? 0 : devices.size()) + " devices]";
    }
}
