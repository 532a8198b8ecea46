package io.github.kdpbridge.gen1facade.wire;

import com.google.common.base.CaseFormat;

/**
 * A name in the requests and answers of the lists of generation 1 that is a setting of {@link Gen1ListProfile}. {@link
 * Gen1Profile#table()} has the meaning, the default and the evidence of each: {@code RESELLER_ID} is its row
 * {@code lists.names.resellerId}.
 */
public enum Gen1ListField {
    RESELLER_PARAMETER,
    CUSTOMER_PARAMETER,
    VENDOR_PARAMETER,
    PAGE_PARAMETER,
    PAGE_SIZE_PARAMETER,
    RESELLERS,
    CUSTOMER_NAME,
    CUSTOMER_ID,
    RESELLER_NAME,
    RESELLER_ID;

    private final String key = "lists.names." + CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());

    /** Returns the name on the wire, unless a profile says otherwise. */
    public String standardName() {
        return Gen1ListProfile.standard().name(this);
    }

    String key() {
        return key;
    }
}
