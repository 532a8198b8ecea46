package io.github.kdpbridge.core.error;

/**
 * The meaning of an error of a request or a device, independent of a generation's numbers.
 *
 * <p>The constants bear the names that generation 2 documents, except where one name stands for two conditions. The
 * {@link ErrorCatalogue} has the names and numbers of both generations.
 */
public enum Condition {
    /** Done, or accepted. */
    SUCCESS,
    /** A parameter is missing or not valid. */
    RESOURCE_INVALID_PARAM,
    /** The reseller id is missing; generation 2 has no number of its own for it. */
    RESELLER_ID_MISSING,
    /** Two parameters that exclude each other. */
    RESOURCE_DUPLICATE_PARAM,
    /** The page is behind the end of the list. */
    PAGE_OUT_OF_BOUNDS,
    /** More devices than one request may hold. */
    DEVICE_COUNT_EXCEEDED,
    /** The device is not valid: its identifier is not well-formed, or it is not one of the vendor's. */
    DEVICE_INVALID,
    /** The device is registered already. */
    DEVICE_DUPLICATE,
    /** The identifier of a device is not valid. */
    DEVICE_ID_INVALID,
    /** The IMEI of a device is not valid. */
    DEVICE_IMEI_INVALID,
    /** The MEID of a device is not valid. */
    DEVICE_MEID_INVALID,
    /** The serial number of a device is not valid. */
    DEVICE_SERIAL_INVALID,
    /** The device was not made by the vendor (generation 1 only, weakly observed). */
    RESELLER_DEVICE_INVALID,
    /** The reseller id is not valid. */
    RESELLER_ID_INVALID,
    /** The customer id is not valid: there is no such customer of this reseller. */
    CUSTOMER_ID_INVALID,
    /** The customer and the reseller are associated already. */
    CUSTOMER_RESELLER_ALREADY_ASSOCIATED,
    /** The transaction id is not valid, or not known. */
    TRANSACTION_ID_INVALID,
    /** The reseller used this transaction id before. */
    TRANSACTION_ID_DUPLICATE,
    /**
     * A device to delete is not registered with this customer, or was never uploaded by this reseller (documented,
     * November 2020, alike in both generations).
     */
    RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
    /** The static key or the token is not valid: {@code AUTHORIZATION_FAIL} with HTTP status 401. */
    UNAUTHENTICATED,
    /** The credentials give no access to this: {@code AUTHORIZATION_FAIL} with HTTP status 403. */
    FORBIDDEN,
    /** There is no such reseller. */
    RESELLER_NOT_FOUND,
    /** There is no such customer. */
    CUSTOMER_NOT_FOUND,
    /** There is no such vendor. */
    VENDOR_NOT_FOUND,
    /** The reseller and the customer are not associated. */
    ASSOCIATION_NOT_FOUND,
    /** The reseller has no such transaction (generation 1 only, assumed). */
    TRANSACTION_NOT_FOUND,
    /** A signed token was used before. */
    API_KEY_NON_UNIQUE_JWTID,
    /** The validity that was asked for a token is not valid. */
    ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM,
    /** The signed token is missing or not valid. */
    ACCESS_TOKEN_BAD_REQUEST,
    /** The access token has expired. */
    ACCESS_TOKEN_EXPIRED,
    /** The access token is not valid. */
    ACCESS_TOKEN_INVALID,
    /** The signed token is not accepted, mostly because of a clock that is off. */
    AUTHENTICATION_FAIL,
    /** The operator's access is restricted to other addresses. */
    API_KEY_RESTRICTION_IP,
    /** The operator's access is restricted to other referrers. */
    API_KEY_RESTRICTION_REFERER,
    /** The service failed. */
    INTERNAL_SERVER_ERROR,
    /** A condition that is not in the catalogue; the error keeps the service's code and text. */
    UNKNOWN;

    /** Returns whether the request's token or key is the cause, so that a new token may help. */
    public boolean isOfToken() {
        return switch (this) {
            case UNAUTHENTICATED,
                    API_KEY_NON_UNIQUE_JWTID,
                    ACCESS_TOKEN_BAD_REQUEST,
                    ACCESS_TOKEN_EXPIRED,
                    ACCESS_TOKEN_INVALID,
                    AUTHENTICATION_FAIL -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the operator's access rights are the cause, so that neither a caller nor a new token can help.
     */
    public boolean isOfAccess() {
        return this == API_KEY_RESTRICTION_IP
                || this == API_KEY_RESTRICTION_REFERER
                || this == ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM;
    }
}
