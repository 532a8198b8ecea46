package io.github.kdpbridge.simulator.wire;

/**
 * A condition in the words of one generation (contract, section 8).
 *
 * @param code the number
 * @param name the name
 * @param status the HTTP status when a whole request is refused for it
 */
public record WireError(int code, String name, int status) {}
