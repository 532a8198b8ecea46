package io.github.kdpbridge.core.error;

/** The source of a fact about the wire. */
public enum Evidence {
    /** The vendor's documentation says so. */
    DOCUMENTED("documented"),
    /** A public client of the service relies on it. */
    OBSERVED("observed"),
    /** Nothing public says so. */
    ASSUMED("assumed");

    private final String word;

    Evidence(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
