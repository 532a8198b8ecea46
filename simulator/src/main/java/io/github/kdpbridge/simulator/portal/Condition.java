package io.github.kdpbridge.simulator.portal;

/** What the service can find wrong (contract section 7). Each generation has its own code for it. */
public enum Condition {
    /** A parameter is missing, malformed, or not what it may be. */
    RESOURCE_INVALID_PARAM,
    /** The reseller is not named. */
    RESELLER_ID_MISSING,
    /** An identifier does not have its type's form. */
    DEVICE_INVALID,
    /** A customer's number is no number. */
    CUSTOMER_ID_INVALID,
    /** A device to delete is not registered with this customer by this reseller. */
    RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
    /** The credentials belong to another account. */
    AUTHORIZATION_FAIL,
    /** There is no such reseller, or it is no vendor of this one (assumed). */
    RESELLER_NOT_FOUND,
    /** The customer is not registered with the reseller. */
    CUSTOMER_NOT_FOUND,
    /** The reseller has no such transaction. */
    TRANSACTION_NOT_FOUND,
    /** A device is registered already, with whomever. */
    RESELLER_DEVICE_ALREADY_EXISTS,
    /** The reseller used the transaction id before. */
    DUPLICATE_TRANSACTION_ID,
    /** A request names more devices than the limit. */
    DEVICE_COUNT_EXCEEDED,
    /** The credentials are missing, unknown, or expired. */
    ACCESS_TOKEN_BAD_REQUEST,
    /** The simulator itself failed. */
    INTERNAL_SERVER_ERROR
}
