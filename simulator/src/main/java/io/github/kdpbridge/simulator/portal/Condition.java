package io.github.kdpbridge.simulator.portal;

/**
 * The errors that the service can find, with the vendor's text (contract, section 8: documented). Each generation has
 * its own code for it, and generation 1 a few texts of its own.
 */
public enum Condition {
    PARAMETER_INVALID("The specified request parameters are not valid. {%s}"),
    RESELLER_ID_MISSING("The specified request parameters are not valid. {resellerId}"),
    PARAMETER_DUPLICATE("Must provide only one of the following request parameters. {%s}"),
    PAGE_OUT_OF_BOUNDS("The requested page is not valid or is out of bounds."),
    DEVICE_COUNT_EXCEEDED("The specified list of devices exceeded the maximum count."),
    /** An identifier does not have its type's form, or its device was not made by Samsung. */
    DEVICE_INVALID("The specified device is not valid."),
    DEVICE_ID_INVALID("The specified device ID is not valid."),
    DEVICE_IMEI_INVALID("The specified device IMEI is not valid."),
    DEVICE_MEID_INVALID("The specified device MEID is not valid."),
    DEVICE_SERIAL_INVALID("The specified device serial number is not valid."),
    DEVICE_DUPLICATE("The specified device already exists."),
    DEVICE_DUPLICATE_SAME_CUSTOMER("The specified device already exists for the same reseller and customer."),
    DEVICE_NOT_THERE("This device {%s} does not exist for current customer and reseller."),
    RESELLER_ID_INVALID("The specified reseller ID is not valid."),
    /** An unknown reseller, where devices are listed. */
    RESELLER_NOT_FOUND("The specified reseller does not exist."),
    /** The credentials belong to another account, or have no such scope. */
    AUTHORIZATION_FAIL("The current user is unauthorized to use this service."),
    /** The customer of an upload or a delete is not the reseller's. */
    CUSTOMER_ID_INVALID("The specified customer ID is not valid."),
    CUSTOMER_NOT_FOUND("The specified customer does not exist."),
    /** The customer is another reseller's. */
    ASSOCIATION_NOT_FOUND("The specified association does not exist."),
    VENDOR_NOT_FOUND("The specified vendor does not exist."),
    TRANSACTION_ID_INVALID("The specified transaction ID is not valid."),
    /** An unknown transaction, with a code that is in no table. */
    TRANSACTION_NOT_FOUND("The specified transaction does not exist."),
    TRANSACTION_ID_DUPLICATE("The specified transaction ID already exists."),
    KEY_INVALID("Invalid Api Key"),
    BEARER_TOKEN_INVALID("Invalid authentication token"),
    SIGNED_TOKEN_BAD("ACCESS_TOKEN_BAD_REQUEST"),
    ACCESS_TOKEN_EXPIRED("Provided Access token has expired."),
    JWT_REUSED("Cannot use the same jwt again."),
    VALIDITY_INVALID("validityForAccessTokenInMinutes must be a whole number from 1 to 30"),
    INTERNAL_SERVER_ERROR("An unknown internal server error has occurred.");

    private final String text;

    Condition(String text) {
        this.text = text;
    }

    /** The text for people, which may name the parameter or the identifier that the error is about. */
    public String text(String subject) {
        return text.replace("%s", subject);
    }
}
