package io.github.kdpbridge.simulator.portal;

/** The faults that the service can find (contract, section 8). Each generation has its own code for it. */
public enum Condition {
    /** A parameter is missing, malformed, or not what it may be. */
    PARAMETER_INVALID,
    /** The reseller is not named. */
    RESELLER_ID_MISSING,
    /** Two parameters stand where only one may. */
    PARAMETER_DUPLICATE,
    /** A list has no such page. */
    PAGE_OUT_OF_BOUNDS,
    /** A request names more devices than the limit. */
    DEVICE_COUNT_EXCEEDED,
    /** An identifier does not have its type's form, or its device was not made by Samsung. */
    DEVICE_INVALID,
    /** The same, in the words of an identifier of any type. */
    DEVICE_ID_INVALID,
    /** The same, in the words of an IMEI. */
    DEVICE_IMEI_INVALID,
    /** The same, in the words of a MEID. */
    DEVICE_MEID_INVALID,
    /** The same, in the words of a serial number. */
    DEVICE_SERIAL_INVALID,
    /** A device is registered already. */
    DEVICE_DUPLICATE,
    /** A device is registered already, and the text tells that it is with the same reseller and customer. */
    DEVICE_DUPLICATE_SAME_CUSTOMER,
    /** A device to delete is not registered with this customer by this reseller. */
    DEVICE_NOT_THERE,
    /** There is no such reseller. */
    RESELLER_ID_INVALID,
    /** There is no such reseller, where devices are listed. */
    RESELLER_NOT_FOUND,
    /** The credentials belong to another account. */
    AUTHORIZATION_FAIL,
    /** An upload or a delete names a customer that the reseller does not have. */
    CUSTOMER_ID_INVALID,
    /** There is no such customer. */
    CUSTOMER_NOT_FOUND,
    /** The customer is not the reseller's, but another's. */
    ASSOCIATION_NOT_FOUND,
    /** The reseller has no such vendor. */
    VENDOR_NOT_FOUND,
    /** The reseller has no such transaction. */
    TRANSACTION_ID_INVALID,
    /** The same, with a code that stands in no table. */
    TRANSACTION_NOT_FOUND,
    /** The reseller used the transaction id before. */
    TRANSACTION_ID_DUPLICATE,
    /** The static key is missing or unknown. */
    KEY_INVALID,
    /** The bearer token is unknown or expired. */
    BEARER_TOKEN_INVALID,
    /** The signed token is missing or bad. */
    SIGNED_TOKEN_BAD,
    /** The access token inside a signed token is expired. */
    ACCESS_TOKEN_EXPIRED,
    /** A JWT asks for an access token a second time. */
    JWT_REUSED,
    /** The validity that an access token is asked for is none. */
    VALIDITY_INVALID,
    /** The simulator itself failed. */
    INTERNAL_SERVER_ERROR
}
