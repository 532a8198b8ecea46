package io.github.kdpbridge.core.contract;

import com.google.common.base.CaseFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the service that nothing public says, with the sign by which real traffic shows that it is otherwise
 * (contract, section 10). The bridge leans on none of them: under each alternative its answer is right, or unknown.
 */
public enum Assumption {
    /** The filter of the status. */
    STATUS_FILTER(
            "a status takes transactionId as a filter", "a transaction that was not asked for in the answer", null),
    /** The answer for a transaction that the service does not know. */
    UNKNOWN_TRANSACTION(
            "the status of an unknown transaction is an empty list",
            "an error, 40000013 or HTTP 404, in its place",
            null),
    /** The delay of the status behind the receipt. */
    STATUS_LAG(
            "the status shows a transaction within the time set after its receipt",
            "no transaction for an id whose receipt is older than that",
            "wire.gen2.statusLag = 180s"),
    /** The devices of a transaction that is worked on. */
    DEVICES_IN_PROGRESS(
            "a transaction in progress shows no devices", "devices in a transaction that is not complete", null),
    /** The states of a transaction. */
    STATES("a transaction is in state Progress or Complete", "another state", null),
    /** An error of a whole transaction. */
    TRANSACTION_ERROR(
            "the error of a whole transaction is in it as code, message and data",
            "a code beside the state of a transaction",
            null),
    /** The fields of identifiers. */
    DEVICE_FIELDS(
            "a failed device is named by imei, serialNumber or meid",
            "another field of an identifier, or a failed device that was never submitted",
            "wire.gen2.deviceFields.serialNumber = [serialNumber, FIELD]"),
    /** The spelling of identifiers. */
    IDENTIFIER_SPELLING(
            "identifiers come back as they were sent",
            "an identifier in other letters, without its check digit, or in the other form of a MEID",
            null),
    /** The devices that a status lists. */
    FAILED_ONLY("a complete transaction lists failed devices only", "a listed device without a code", null),
    /** The level of the delete error. */
    DELETE_ERROR_LEVEL("40000044 is about a device", "40000044 in the refusal of a whole deletion", null),
    /** The scope of a transaction's id. */
    TRANSACTION_ID_SCOPE(
            "40000014 is about an earlier transaction of the same reseller",
            "40000014 for an id that was never sent and that the status does not show",
            null),
    /** A device that is twice in one list. */
    REPEATED_DEVICES(
            "a device that is twice in one request is to be sent once",
            "40000001 for a request that names each device once",
            null),
    /** The moment at which a wrong customer is refused. */
    WRONG_CUSTOMER(
            "a wrong customer is refused at once", "40000011, 40400002 or 40400004 in a transaction or a device", null),
    /** The meaning of a 403. */
    FORBIDDEN(
            "403 with 40300000 is about one request",
            "403 for every request of an account or of one operation: the access lacks a scope or a right",
            "resellers[].gen2.auth.scope = \"kdp\""),
    /** The most devices of a request. */
    DEVICE_LIMIT("the limit of devices is not reached", "40000003, or HTTP 413", "wire.gen2.deviceLimit = 10000"),
    /** The status of a deletion by upload. */
    REMOVAL_STATUS(
            "the status of a deletion by upload lists failed devices of that upload only",
            "a device that the upload did not have",
            null),
    /** How long transactions are kept. */
    RETENTION(
            "a transaction can be asked for without a limit of time",
            "no transaction for an id that was complete",
            "gateway.ledger.retention = 400d"),
    /** The page that holds a transaction. */
    ONE_PAGE(
            "one page holds all failed devices of a transaction",
            "more pages than one for one transaction, or one transaction twice",
            null),
    /** The vendor's misprints. */
    ERROR_NAMES(
            "code and name of an error are of one row of the vendor's table",
            "a name with another number, a number with an unknown name, or both unknown",
            "wire.errors.CONDITION.gen2 = CODE"),
    /** The answer of the list of aliases. */
    ALIAS_FIELDS(
            "an alias has the fields profileAlias and profileId",
            "an alias without them",
            "wire.gen2.lists.names.profileAlias = FIELD"),
    /** The scope of a token. */
    SCOPE("the scope kdp may be asked for", "invalid_scope", "resellers[].gen2.auth.scope = SCOPE"),
    /** The path of a two-tier sale. */
    VENDOR("vendorId is optional on every path", "40400003 for a vendor that the caller knows", null),
    /** The limits of the rate. */
    RATE("a pause is asked for by 429 or 503", "HTTP 429 or 422", "resellers[].gen2.requestsPerSecond = 20");

    private final String fact;
    private final String sign;
    private final @Nullable String setting;

    Assumption(String fact, String sign, @Nullable String setting) {
        this.fact = fact;
        this.sign = sign;
        this.setting = setting;
    }

    /** Returns its name for metrics and reports: lower case with hyphens, {@code status-filter}. */
    public String key() {
        return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_HYPHEN, name());
    }

    /** Returns what is assumed, as a sentence without a full stop. */
    public String fact() {
        return fact;
    }

    /** Returns what real traffic shows if it is otherwise. */
    public String sign() {
        return sign;
    }

    /**
     * Returns the line of the gateway's configuration that corrects it, with a value for an example; a word in capitals
     * stands for what was seen. Empty if the bridge copes without one.
     */
    public Optional<String> setting() {
        return Optional.ofNullable(setting);
    }
}
