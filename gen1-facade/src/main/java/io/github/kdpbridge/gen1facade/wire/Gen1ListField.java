package io.github.kdpbridge.gen1facade.wire;

/**
 * A name in the requests and answers of the lists of generation 1 that is a setting of {@link Gen1ListProfile}
 * (contract, section 6).
 */
public enum Gen1ListField {
    /** Query or body: the account that asks; {@code resellerId} (assumed). */
    RESELLER_PARAMETER("resellerId"),
    /** Query or body: the customer asked for; {@code customerId} (assumed). */
    CUSTOMER_PARAMETER("customerId"),
    /** Query or body: the downstream reseller asked for; {@code vendorId} (assumed). */
    VENDOR_PARAMETER("vendorId"),
    /** Query or body: the number of the page; {@code pageNum} (assumed). */
    PAGE_PARAMETER("pageNum"),
    /** Query or body: the most items a page; {@code pageSize} (assumed). */
    PAGE_SIZE_PARAMETER("pageSize"),

    /** A page of resellers: the items; {@code resellers} (assumed). */
    RESELLERS("resellers"),

    /** A customer: the name; {@code name} (assumed: generation 2 documents it). */
    CUSTOMER_NAME("name"),

    /** A customer: the account; {@code customerId} (assumed: generation 2 documents it). */
    CUSTOMER_ID("customerId"),

    /** A reseller: the name; {@code name} (assumed). */
    RESELLER_NAME("name"),

    /** A reseller: the account; {@code resellerId} (assumed). */
    RESELLER_ID("resellerId");

    private final String standardName;

    Gen1ListField(String standardName) {
        this.standardName = standardName;
    }

    /** Returns the name on the wire, unless a profile says otherwise. */
    public String standardName() {
        return standardName;
    }
}
