package io.github.kdpbridge.simulator.gen2;

import org.jspecify.annotations.Nullable;

/**
 * An error as it is written.
 *
 * @param code a number, a text, or an array of one number
 * @param message the name, an array of it, or null for none
 * @param data the text for people, or an array of it
 */
record Coded(Object code, @Nullable Object message, Object data) {}
