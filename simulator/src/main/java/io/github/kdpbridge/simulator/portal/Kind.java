package io.github.kdpbridge.simulator.portal;

/** The effect of a transaction. */
public enum Kind {
    /** Registers devices. */
    UPLOAD("New", "Put"),
    /** Takes devices out. */
    DELETE("Delete", "Delete");

    private final String transactionType;
    private final String statusType;

    Kind(String transactionType, String statusType) {
        this.transactionType = transactionType;
        this.statusType = statusType;
    }

    /** The {@code transactionType} of a Gen1 request, {@code New} or {@code Delete}. */
    public String transactionType() {
        return transactionType;
    }

    /** The {@code type} of a transaction in a status, {@code Put} or {@code Delete}. */
    public String statusType() {
        return statusType;
    }
}
