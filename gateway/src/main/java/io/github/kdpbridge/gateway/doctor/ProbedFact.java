package io.github.kdpbridge.gateway.doctor;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.contract.Assumption;

/**
 * A fact of generation 2 that an account can show without being changed.
 *
 * @param key its name in the report
 * @param text the fact, as a sentence without a full stop
 */
record ProbedFact(String key, String text) {
    static final ProbedFact TOKEN_LIFE = new ProbedFact("token-life", "a token says how long it lives");
    static final ProbedFact STATUS_FORM =
            new ProbedFact("status-form", "a status is a page of transactions inside an object devices");
    static final ProbedFact TRANSACTION_KIND =
            new ProbedFact("transaction-kind", "a transaction has both type and operationType");
    static final ProbedFact INVALID_DEVICE =
            new ProbedFact("invalid-device", "a device that is not valid has code 40000004");
    static final ProbedFact DEVICE_LIST = new ProbedFact("device-list", "a list of devices has its items in devices");
    static final ProbedFact END_OF_LIST =
            new ProbedFact("end-of-list", "a page behind the end of a list is refused with PAGE_OUT_OF_BOUNDS");
    static final ProbedFact CUSTOMER_LIST =
            new ProbedFact("customer-list", "a list of customers has name and customerId of each");

    static final ProbedFact SCOPE = of(Assumption.SCOPE);
    static final ProbedFact FORBIDDEN = of(Assumption.FORBIDDEN);
    static final ProbedFact RATE = of(Assumption.RATE);
    static final ProbedFact UNKNOWN_TRANSACTION = of(Assumption.UNKNOWN_TRANSACTION);
    static final ProbedFact STATUS_FILTER = of(Assumption.STATUS_FILTER);
    static final ProbedFact STATES = of(Assumption.STATES);
    static final ProbedFact DEVICES_IN_PROGRESS = of(Assumption.DEVICES_IN_PROGRESS);
    static final ProbedFact FAILED_ONLY = of(Assumption.FAILED_ONLY);
    static final ProbedFact ONE_PAGE = of(Assumption.ONE_PAGE);
    static final ProbedFact DEVICE_FIELDS = of(Assumption.DEVICE_FIELDS);
    static final ProbedFact IDENTIFIER_SPELLING = of(Assumption.IDENTIFIER_SPELLING);
    static final ProbedFact TRANSACTION_ERROR = of(Assumption.TRANSACTION_ERROR);
    static final ProbedFact WRONG_CUSTOMER = of(Assumption.WRONG_CUSTOMER);
    static final ProbedFact DELETE_ERROR_LEVEL = of(Assumption.DELETE_ERROR_LEVEL);
    static final ProbedFact ERROR_NAMES = of(Assumption.ERROR_NAMES);
    static final ProbedFact ALIAS_FIELDS = of(Assumption.ALIAS_FIELDS);

    /** All facts, in the order of the report. */
    static final ImmutableList<ProbedFact> ALL = ImmutableList.of(
            SCOPE,
            TOKEN_LIFE,
            FORBIDDEN,
            RATE,
            STATUS_FORM,
            UNKNOWN_TRANSACTION,
            STATUS_FILTER,
            STATES,
            TRANSACTION_KIND,
            TRANSACTION_ERROR,
            WRONG_CUSTOMER,
            DEVICES_IN_PROGRESS,
            FAILED_ONLY,
            ONE_PAGE,
            DEVICE_FIELDS,
            IDENTIFIER_SPELLING,
            INVALID_DEVICE,
            DELETE_ERROR_LEVEL,
            ERROR_NAMES,
            DEVICE_LIST,
            END_OF_LIST,
            CUSTOMER_LIST,
            ALIAS_FIELDS);

    private static ProbedFact of(Assumption assumption) {
        return new ProbedFact(assumption.key(), assumption.fact());
    }
}
