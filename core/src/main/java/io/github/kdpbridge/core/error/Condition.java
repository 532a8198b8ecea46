package io.github.kdpbridge.core.error;

/**
 * What the service says of a request or a device, whatever number a generation gives it.
 *
 * <p>The names are the texts that the service sends as {@code message}; the numbers stand in the {@link ErrorCatalogue}.
 */
public enum Condition {
    /** Done, or accepted. */
    SUCCESS,
    /** A parameter is missing or not valid. */
    RESOURCE_INVALID_PARAM,
    /** The reseller id is missing. */
    RESELLER_ID_MISSING,
    /** The identifier of a device is not well-formed. */
    DEVICE_INVALID,
    /** The customer id is not well-formed. */
    CUSTOMER_ID_INVALID,
    /**
     * A device to delete is not registered with this customer, or was never uploaded by this reseller (documented,
     * November 2020, alike in both generations).
     */
    RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
    /** The credentials do not open what was asked for. */
    AUTHORIZATION_FAIL,
    /** There is no such reseller. */
    RESELLER_NOT_FOUND,
    /** The customer is not registered with the reseller. */
    CUSTOMER_NOT_FOUND,
    /** The reseller has no such transaction. */
    TRANSACTION_NOT_FOUND,
    /** The device is registered already. */
    RESELLER_DEVICE_ALREADY_EXISTS,
    /** The reseller used this transaction id before. */
    DUPLICATE_TRANSACTION_ID,
    /** More devices than one request may hold. */
    DEVICE_COUNT_EXCEEDED,
    /** The token or the static key is missing, wrong or expired. */
    ACCESS_TOKEN_BAD_REQUEST,
    /** The service failed. */
    INTERNAL_SERVER_ERROR,
    /** A condition that the catalogue does not know: its code and text are what the service sent. */
    UNKNOWN
}
