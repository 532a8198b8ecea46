package io.github.kdpbridge.core.migration.shadow;

/** A fact of the portal behind both generations that nothing public says. */
public enum PortalFact {
    /** A device that one generation registered is in the other's list. */
    DEVICES_SHARED("devices are visible on both sides"),
    /** A transaction that one generation accepted is in the other's status. */
    TRANSACTIONS_SHARED("transactions are visible on both sides"),
    /** The list of generation 2 tags a device with the name of its upload. */
    TAGS_CARRY_NAMES("the list of devices names the upload"),
    /** A transaction's name that one generation accepted is refused by the other. */
    NAMES_SHARED("transaction names are shared");

    private final String text;

    PortalFact(String text) {
        this.text = text;
    }

    /** Returns the fact in words. */
    public String text() {
        return text;
    }
}
