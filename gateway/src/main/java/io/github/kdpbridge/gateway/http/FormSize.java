package io.github.kdpbridge.gateway.http;

/**
 * How large a form may be.
 *
 * @param bytes the most bytes
 * @param fields the most fields
 */
record FormSize(int bytes, int fields) {
    /** A form of somebody who may not act, or is not known yet. */
    static final FormSize SMALL = new FormSize(4 << 10, 16);
    /** An act names each unit that is chosen. */
    static final FormSize ACT = new FormSize(4 << 20, 100_000);
}
