package io.github.kdpbridge.gen2client.wire;

/**
 * A name in the requests and answers of the lists, which is a setting of {@link Gen2ListProfile} (contract, section 6).
 */
public enum ListField {
    /** Query: the account that asks; {@code resellerId} (documented). */
    RESELLER_PARAMETER("resellerId"),
    /** Query: the customer asked for; {@code customerId} (assumed). */
    CUSTOMER_PARAMETER("customerId"),
    /** Query: the downstream reseller asked for; {@code vendorId} (assumed). */
    VENDOR_PARAMETER("vendorId"),
    /** Query: the number of the page; {@code pageNum} (documented). */
    PAGE_PARAMETER("pageNum"),
    /** Query: the most items a page; {@code pageSize} (documented). */
    PAGE_SIZE_PARAMETER("pageSize"),

    /** A page: how many items there are in all; {@code totalCount} (documented). */
    TOTAL_COUNT("totalCount"),
    /** A page: how many pages there are in all; {@code totalPages} (documented for devices). */
    TOTAL_PAGES("totalPages"),
    /** A page of devices: the items; {@code devices} (documented). */
    DEVICES("devices"),
    /** A page of customers: the items; {@code customers} (documented). */
    CUSTOMERS("customers"),
    /** The answer with profiles: the items; {@code profileAliases} (assumed). */
    PROFILES("profileAliases"),

    /** A device: the service's own name of the entry; {@code id} (documented). */
    DEVICE_RECORD_ID("id"),
    /** A device: when it was registered, in epoch milliseconds; {@code createTime} (documented). */
    DEVICE_CREATE_TIME("createTime"),
    /** A device: the customer that bought it; {@code customerId} (documented). */
    DEVICE_CUSTOMER("customerId"),
    /** A device: the state of its entry; {@code state} (documented). */
    DEVICE_STATE("state"),

    /** A customer: the account; {@code customerId} (documented). */
    CUSTOMER_ID("customerId"),
    /** A customer: the name; {@code name} (documented). */
    CUSTOMER_NAME("name"),

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
