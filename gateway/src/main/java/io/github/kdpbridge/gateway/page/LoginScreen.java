package io.github.kdpbridge.gateway.page;

/**
 * The door.
 *
 * @param error why the last try failed; empty for the first
 * @param wanted the address that is wanted next
 */
public record LoginScreen(String error, String wanted) {}
