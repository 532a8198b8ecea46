package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.CaseFormat;

/**
 * A name in the requests and answers of the lists, which is a setting of {@link Gen2ListProfile}. {@link
 * Gen2Profile#table()} has the meaning, the default and the evidence of each: {@code TOTAL_COUNT} is its row
 * {@code lists.names.totalCount}.
 */
public enum ListField {
    RESELLER_PARAMETER,
    CUSTOMER_PARAMETER,
    VENDOR_PARAMETER,
    PAGE_PARAMETER,
    PAGE_SIZE_PARAMETER,

    TOTAL_COUNT,
    TOTAL_PAGES,
    DEVICES,
    CUSTOMERS,
    PROFILES,

    DEVICE_RECORD_ID,
    DEVICE_CREATE_TIME,
    DEVICE_CUSTOMER,
    DEVICE_STATE,

    CUSTOMER_ID,
    CUSTOMER_NAME,

    PROFILE_ALIAS,
    PROFILE_ID;

    private final String key = "lists.names." + CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());

    /** Returns the name on the wire, unless a profile says otherwise. */
    public String standardName() {
        return Gen2ListProfile.standard().name(this);
    }

    /** Returns the key of its row. */
    public String key() {
        return key;
    }
}
