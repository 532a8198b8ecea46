package io.github.kdpbridge.core.migration.shadow;

/** The kinds of differences between two answers. */
public enum DifferenceKind {
    /** One generation refused the question, or each for another condition. No rule tolerates it. */
    REFUSAL(Severity.OUTCOME),
    /** A device or a transaction failed in one generation only, or for another condition. */
    FAILURE(Severity.OUTCOME),
    /** A device, a customer, a reseller or a transaction is in one answer only. */
    MISSING(Severity.OUTCOME),
    /** Another number of items in all. */
    TOTAL(Severity.OUTCOME),
    /** Another state, type or customer. */
    FACT(Severity.OUTCOME),
    /** Another code or HTTP status for the same condition. */
    CODE(Severity.LOOK),
    /** The same items in another order. */
    ORDER(Severity.LOOK),
    /** Another text of a detail. */
    TEXT(Severity.LOOK),
    /** A detail is in one answer only. */
    ABSENT(Severity.LOOK),
    /** A detail is missing in one answer and empty in the other. */
    ABSENT_EMPTY(Severity.LOOK);

    private final Severity severity;

    DifferenceKind(Severity severity) {
        this.severity = severity;
    }

    /** Returns whether it changes an outcome, or is only to be looked at. */
    public Severity severity() {
        return severity;
    }

    /** Returns whether a rule may tolerate it. */
    public boolean isTolerable() {
        return this != REFUSAL;
    }
}
