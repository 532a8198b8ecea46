package io.github.kdpbridge.gen2client.wire;

/**
 * A name in the requests and answers of the lists that is not documented, and therefore a setting of
 * {@link Gen2ListProfile} (contract, section 6).
 */
public enum ListField {
    /** Query: the account that asks; {@code resellerId} (assumed). */
    RESELLER_PARAMETER("resellerId"),
    /** Query: the customer asked for; {@code customerId} (assumed). */
    CUSTOMER_PARAMETER("customerId"),
    /** Query: the downstream reseller asked for; {@code vendorId} (assumed). */
    VENDOR_PARAMETER("vendorId"),
    /** Query: the number of the page; {@code pageNum} (assumed). */
    PAGE_PARAMETER("pageNum"),
    /** Query: the most items a page; {@code pageSize} (assumed). */
    PAGE_SIZE_PARAMETER("pageSize"),

    /** A page: how many items there are in all; {@code totalCount} (documented). */
    TOTAL_COUNT("totalCount"),
    /** A page: how many pages there are in all; {@code totalPages} (documented for devices, assumed for the others). */
    TOTAL_PAGES("totalPages"),
    /** A page of devices: the items; {@code devices} (documented). */
    DEVICES("devices"),
    /** A page of customers: the items; {@code customers} (documented). */
    CUSTOMERS("customers"),
    /** A page of resellers: the items; {@code resellers} (assumed). */
    RESELLERS("resellers"),
    /** The answer with profiles: the items; {@code profileAliases} (assumed). */
    PROFILES("profileAliases"),

    /** A device: the service's own name of the entry; {@code id} (documented). */
    DEVICE_RECORD_ID("id"),
    /** A device: when it was registered, in epoch milliseconds; {@code createTime} (documented). */
    DEVICE_CREATE_TIME("createTime"),
    /** A device: when its entry was changed, in epoch milliseconds; {@code modifyTime} (assumed). */
    DEVICE_MODIFY_TIME("modifyTime"),
    /** A device: the customer that bought it; {@code customerId} (assumed). */
    DEVICE_CUSTOMER("customerId"),
    /** A device: the upload that registered it; {@code transactionId} (assumed). */
    DEVICE_TRANSACTION("transactionId"),
    /** A device: the state of its entry; {@code state} (assumed). */
    DEVICE_STATE("state"),

    /** A customer: the account; {@code customerId} (assumed). */
    CUSTOMER_ID("customerId"),
    /** A customer: the name; {@code customerName} (assumed). */
    CUSTOMER_NAME("customerName"),
    /** A customer: the country; {@code country} (assumed). */
    CUSTOMER_COUNTRY("country"),
    /** A customer: the state of the account; {@code state} (assumed). */
    CUSTOMER_STATE("state"),

    /** A reseller: the account; {@code resellerId} (assumed). */
    RESELLER_ID("resellerId"),
    /** A reseller: the name; {@code resellerName} (assumed). */
    RESELLER_NAME("resellerName"),
    /** A reseller: the country; {@code country} (assumed). */
    RESELLER_COUNTRY("country"),

    /** A profile: the alias; {@code profileAlias} (assumed). */
    PROFILE_ALIAS("profileAlias"),
    /** A profile: the service's own name of it; {@code profileId} (assumed). */
    PROFILE_ID("profileId");

    private final String standardName;

    ListField(String standardName) {
        this.standardName = standardName;
    }

    /** Returns the name on the wire, unless a profile says otherwise. */
    public String standardName() {
        return standardName;
    }
}
