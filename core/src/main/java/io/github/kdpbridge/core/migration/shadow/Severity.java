package io.github.kdpbridge.core.migration.shadow;

/** The weight of a difference. */
public enum Severity {
    /** A caller would act otherwise: a success or a failure, a device or a customer, a condition, a total. */
    OUTCOME,
    /** A caller would read another text, order or detail. */
    LOOK
}
