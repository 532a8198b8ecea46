package io.github.kdpbridge.core.error;

/** The generation of the program's REST API. */
public enum Generation {
    /** The legacy API with a static key. */
    GEN1,
    /** The API with tokens that expire. */
    GEN2
}
