package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.Condition;

/** The vendor's text for each condition (contract, section 8: documented); generation 1 has a few of its own. */
public final class Wording {
    private Wording() {}

    /** The text for people. */
    public static String of(Condition condition, String subject) {
        return switch (condition) {
            case PARAMETER_INVALID -> "The specified request parameters are not valid. {" + subject + "}";
            case RESELLER_ID_MISSING -> "The specified request parameters are not valid. {resellerId}";
            case PARAMETER_DUPLICATE -> "Must provide only one of the following request parameters. {" + subject + "}";
            case PAGE_OUT_OF_BOUNDS -> "The requested page is not valid or is out of bounds.";
            case DEVICE_COUNT_EXCEEDED -> "The specified list of devices exceeded the maximum count.";
            case DEVICE_INVALID -> "The specified device is not valid.";
            case DEVICE_ID_INVALID -> "The specified device ID is not valid.";
            case DEVICE_IMEI_INVALID -> "The specified device IMEI is not valid.";
            case DEVICE_MEID_INVALID -> "The specified device MEID is not valid.";
            case DEVICE_SERIAL_INVALID -> "The specified device serial number is not valid.";
            case DEVICE_DUPLICATE -> "The specified device already exists.";
            case DEVICE_DUPLICATE_SAME_CUSTOMER ->
                "The specified device already exists for the same reseller and customer.";
            case DEVICE_NOT_THERE -> "This device {" + subject + "} does not exist for current customer and reseller.";
            case RESELLER_ID_INVALID -> "The specified reseller ID is not valid.";
            case RESELLER_NOT_FOUND -> "The specified reseller does not exist.";
            case AUTHORIZATION_FAIL -> "The current user is unauthorized to use this service.";
            case CUSTOMER_ID_INVALID -> "The specified customer ID is not valid.";
            case CUSTOMER_NOT_FOUND -> "The specified customer does not exist.";
            case ASSOCIATION_NOT_FOUND -> "The specified association does not exist.";
            case VENDOR_NOT_FOUND -> "The specified vendor does not exist.";
            case TRANSACTION_ID_INVALID -> "The specified transaction ID is not valid.";
            case TRANSACTION_NOT_FOUND -> "The specified transaction does not exist.";
            case TRANSACTION_ID_DUPLICATE -> "The specified transaction ID already exists.";
            case KEY_INVALID -> "Invalid Api Key";
            case BEARER_TOKEN_INVALID -> "Invalid authentication token";
            case SIGNED_TOKEN_BAD -> "ACCESS_TOKEN_BAD_REQUEST";
            case ACCESS_TOKEN_EXPIRED -> "Provided Access token has expired.";
            case JWT_REUSED -> "Cannot use the same jwt again.";
            case VALIDITY_INVALID -> "validityForAccessTokenInMinutes must be a whole number from 1 to 30";
            case INTERNAL_SERVER_ERROR -> "An unknown internal server error has occurred.";
        };
    }
}
